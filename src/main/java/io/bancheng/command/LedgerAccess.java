package io.bancheng.command;

import io.bancheng.canonical.Seal;
import io.bancheng.embedded.DatabaseAccess;
import io.bancheng.embedded.EmbeddedDatabase;
import io.bancheng.ledger.PastCases;
import io.bancheng.ledger.Resealer;
import io.bancheng.security.CryptoSuite;
import io.bancheng.security.DataKeys;
import io.bancheng.security.Vault;
import java.nio.file.Path;
import java.util.Locale;
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
    return access().map(a -> PastCases.at(a.url(), a.username(), a.password(), seal()));
  }

  /** What seals its rows anew; empty if there is no ledger to be found. */
  Optional<Resealer> resealer() {
    return access().map(a -> Resealer.at(a.url(), a.username(), a.password(), seal()));
  }

  private Optional<DatabaseAccess> access() {
    var env = System.getenv();
    if (var == null && env.containsKey("SPRING_DATASOURCE_URL")) {
      return Optional.of(
          new DatabaseAccess(
              env.get("SPRING_DATASOURCE_URL"),
              env.get("SPRING_DATASOURCE_USERNAME"),
              env.get("SPRING_DATASOURCE_PASSWORD")));
    }
    return EmbeddedDatabase.below(
        var == null ? Path.of(env.getOrDefault("BANCHENG_VAR", "./var")) : var);
  }

  private Seal seal() {
    return new Vault(new DataKeys(keys(var)), suite());
  }

  private static CryptoSuite suite() {
    String name = System.getenv().getOrDefault("BANCHENG_CRYPTO", "intl");
    return CryptoSuite.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /**
   * Where keys and secrets are.
   *
   * @param var the hub's folder; null for what the environment says
   */
  static Path keys(Path var) {
    var env = System.getenv();
    return Optional.ofNullable(var)
        .or(() -> Optional.ofNullable(env.get("BANCHENG_SHARED")).map(Path::of))
        .or(() -> Optional.ofNullable(env.get("BANCHENG_VAR")).map(Path::of))
        .orElse(Path.of("./var"))
        .resolve("keys");
  }
}
