package io.bancheng.command;

import static io.bancheng.command.Diagnosis.bad;
import static io.bancheng.command.Diagnosis.ok;
import static io.bancheng.command.Diagnosis.warn;

import io.bancheng.canonical.Problems;
import io.bancheng.config.ConfigLoader;
import io.bancheng.config.OutsideServer;
import io.bancheng.security.KeyException;
import io.bancheng.security.OutsideSecrets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The servers of others that the operators' files name: whether they answer, with what. */
final class Visits {
  private static final int MILLIS = 5_000;
  private static final Duration CERTIFICATE = Duration.ofDays(30);

  private final Installation here;
  private final Clock clock;
  private final List<Diagnosis> found = new ArrayList<>();

  Visits(Installation here, Clock clock) {
    this.here = here;
    this.clock = clock;
  }

  List<Diagnosis> all() {
    var folders = here.folders();
    try {
      OutsideServer.of(ConfigLoader.load(folders.config(), folders.mappings(), folders.routes()))
          .forEach(this::visit);
    } catch (Problems e) {
      // told already; a broken configuration names nobody
    }
    return found;
  }

  private void visit(OutsideServer server) {
    String name = server.host() + ":" + server.port();
    secret(server);
    var line = new Handshake(server.host(), server.port(), MILLIS);
    if (!line.answers()) {
      found.add(
          bad(
              "outside",
              "%s of %s does not answer.".formatted(name, server.system()),
              "Ask its people, or correct the address in its file; what is owed waits meanwhile."));
      return;
    }
    if (server.tls()) {
      certificate(server, name, line);
    } else {
      found.add(ok("outside", "%s of %s answers", name, server.system()));
    }
  }

  private void certificate(OutsideServer server, String name, Handshake line) {
    var shown = line.certificate();
    String renew = "Ask the people of %s to renew it.".formatted(server.system());
    if (shown.isEmpty()) {
      found.add(
          bad(
              "outside",
              "%s of %s answers, but not with TLS.".formatted(name, server.system()),
              "Correct the address in its file: protocol or port is another."));
      return;
    }
    var end = shown.get().getNotAfter().toInstant();
    if (end.isBefore(clock.instant())) {
      found.add(bad("outside", "The certificate of %s ended at %s.".formatted(name, end), renew));
    } else if (end.isBefore(clock.instant().plus(CERTIFICATE))) {
      found.add(warn("outside", "The certificate of %s ends at %s.".formatted(name, end), renew));
    } else if (!line.vouched()) {
      found.add(
          warn(
              "outside",
              "No public authority vouches for %s of %s.".formatted(name, server.system()),
              "Right if its file names an authority of its own; else its certificate is wrong."));
    } else {
      found.add(
          ok("outside", "%s of %s answers, certificate until %s", name, server.system(), end));
    }
  }

  private void secret(OutsideServer server) {
    var secrets = new OutsideSecrets(here.keys(), System.getenv()::get);
    server
        .secret()
        .ifPresent(
            purpose -> {
              try {
                secrets.need(server.system(), purpose);
              } catch (KeyException e) {
                found.add(bad("secret", e.getMessage(), ""));
              }
            });
  }
}
