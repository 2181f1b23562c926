package io.bancheng.command;

import io.bancheng.canonical.Seal;
import io.bancheng.embedded.EmbeddedDatabase;
import io.bancheng.ledger.PastCases;
import io.bancheng.security.CryptoSuite;
import io.bancheng.security.DataKeys;
import io.bancheng.security.Vault;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The ledger that the environment names, or the embedded one of a running hub. */
final class LedgerAccess {
  @Option(
      names = "--var",
      paramLabel = "DIR",
      description = "the running hub's folder; default: $BANCHENG_VAR or ./var")
  private Path var;

  /** Its past cases; empty if there is no ledger to be found. */
  Optional<PastCases> pastCases() {
    var env = System.getenv();
    Path home = var == null ? Path.of(env.getOrDefault("BANCHENG_VAR", "./var")) : var;
    if (var == null && env.containsKey("SPRING_DATASOURCE_URL")) {
      return Optional.of(
          PastCases.at(
              env.get("SPRING_DATASOURCE_URL"),
              env.get("SPRING_DATASOURCE_USERNAME"),
              env.get("SPRING_DATASOURCE_PASSWORD"),
              seal(home)));
    }
    return EmbeddedDatabase.below(home)
        .map(
            access -> PastCases.at(access.url(), access.username(), access.password(), seal(home)));
  }

  private static Seal seal(Path home) {
    return new Vault(new DataKeys(home.resolve("keys")), CryptoSuite.INTL);
  }
}
