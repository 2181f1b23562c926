package io.bancheng.command;

import static io.bancheng.command.Diagnosis.bad;
import static io.bancheng.command.Diagnosis.ok;
import static io.bancheng.command.Diagnosis.warn;

import io.bancheng.embedded.DatabaseAccess;
import io.bancheng.ledger.Checkup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who of the hub's own answers: itself, its database and broker. */
final class Rounds {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MILLIS = (int) PATIENCE.toMillis();
  private static final int OLDEST_DATABASE = 140_000;
  private static final Pattern SERVER = Pattern.compile("(?:tcp|ssl|amqps?)://([^:/,;?)]+):(\\d+)");

  private final Installation here;
  private final Clock clock;
  private final List<Diagnosis> found = new ArrayList<>();

  Rounds(Installation here, Clock clock) {
    this.here = here;
    this.clock = clock;
  }

  List<Diagnosis> all() {
    boolean running = hub();
    database(running);
    broker(running);
    return found;
  }

  private boolean hub() {
    String at = "127.0.0.1:" + here.port();
    if (!connects("127.0.0.1", here.port())) {
      found.add(ok("hub", "port %d is free; no hub runs here", here.port()));
      return false;
    }
    if (here.tls()) {
      return guarded();
    }
    var status = readiness("http://" + at + "/actuator/health/readiness");
    if (status.isEmpty()) {
      found.add(
          bad(
              "hub",
              "What listens on port %d is no hub.".formatted(here.port()),
              "Stop it, or choose another port with SERVER_PORT."));
      return false;
    }
    found.add(
        status.get() == 200
            ? ok("hub", "it runs on port %d and is ready", here.port())
            : bad(
                "hub",
                "It runs on port %d and is not ready.".formatted(here.port()),
                "Look at what follows, and at its log."));
    return true;
  }

  /** A hub with TLS is not asked: its certificate names it, not this machine. */
  private boolean guarded() {
    var line = new Handshake("127.0.0.1", here.port(), MILLIS);
    boolean tls = line.certificate().isPresent();
    found.add(
        tls
            ? ok("hub", "something answers with TLS on port %d", here.port())
            : bad(
                "hub",
                "What listens on port %d speaks no TLS.".formatted(here.port()),
                "Stop it, or choose another port with SERVER_PORT."));
    return tls;
  }

  private static Optional<Integer> readiness(String url) {
    try {
      var answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(),
                  HttpResponse.BodyHandlers.ofString());
      boolean health = answer.body().contains("\"status\"");
      return health ? Optional.of(answer.statusCode()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private void database(boolean running) {
    var access = here.database();
    if (access.isEmpty()) {
      found.add(ok("database", "the embedded PostgreSQL is made when the hub starts first"));
      return;
    }
    try {
      examine(access.get());
    } catch (IOException e) {
      if (!here.ownDatabase() && !running) {
        found.add(ok("database", "the embedded PostgreSQL rests while no hub runs"));
      } else {
        found.add(
            bad(
                "database",
                "%s does not answer: %s".formatted(access.get(), e.getMessage()),
                "Check address, user, password and network of spring.datasource."));
      }
    }
  }

  private void examine(DatabaseAccess access) throws IOException {
    var seen = Checkup.of(access.url(), access.username(), access.password());
    if (seen.version() < OLDEST_DATABASE) {
      found.add(
          bad(
              "database",
              "PostgreSQL %d is too old.".formatted(seen.version() / 10_000),
              "Use 14 or newer."));
    }
    found.add(
        seen.weak().isEmpty()
            ? ok(
                "database",
                "PostgreSQL %d at %s; commits survive a power cut",
                seen.version() / 10_000,
                access.url())
            : bad(
                "database",
                "Commits may be lost in a power cut: " + String.join(", ", seen.weak()) + ".",
                "Set them back to on (ALTER SYSTEM, ALTER ROLE, postgresql.conf)."));
    found.add(
        seen.migration() == null
            ? ok("ledger", "its tables are made when the hub starts first")
            : ok("ledger", "tables of version %s", seen.migration()));
    var ahead = Duration.between(seen.now(), clock.instant());
    found.add(
        ahead.abs().toMillis() < 2000
            ? ok(
                "clock",
                "%s; the database's is %d ms from it",
                clock.instant(),
                ahead.abs().toMillis())
            : bad(
                "clock",
                "This machine's clock is %d s from the database's.".formatted(ahead.toSeconds()),
                "Let both follow one time server (chrony); past 30 s no limit is acted on."));
    if (seen.parked() > 0) {
      found.add(
          warn(
              "parked",
              seen.parked() + " message(s) wait for a person.",
              "Look at /console/parked."));
    }
    if (seen.oldestLetter().compareTo(Duration.ofMinutes(5)) > 0) {
      found.add(
          warn(
              "letters",
              "The oldest letter has been due for %d min."
                  .formatted(seen.oldestLetter().toMinutes()),
              "Look at the broker, and at /console/departments."));
    }
  }

  private void broker(boolean running) {
    var own = here.ownBroker();
    if (own.isEmpty()) {
      boolean there = connects(here.brokerAddress(), here.brokerPort());
      found.add(
          there == running
              ? ok(
                  "broker",
                  running
                      ? "the embedded Artemis answers on port %d"
                      : "port %d is free for the embedded Artemis",
                  here.brokerPort())
              : running
                  ? bad(
                      "broker",
                      "The hub runs and its broker does not answer.",
                      "Look at the hub's log.")
                  : bad(
                      "broker",
                      "Port %d is taken by somebody else.".formatted(here.brokerPort()),
                      "Stop that program, or set BANCHENG_BROKER_PORT."));
      return;
    }
    var servers = SERVER.matcher(own.get()).results().toList();
    var away =
        servers.stream()
            .filter(s -> !connects(s.group(1), Integer.parseInt(s.group(2))))
            .map(s -> s.group(1) + ":" + s.group(2))
            .toList();
    if (servers.isEmpty() || away.size() == servers.size()) {
      found.add(
          bad(
              "broker",
              own.get() + " does not answer.",
              "Check spring.artemis.broker-url and the network."));
    } else {
      found.add(ok("broker", "%s answers%s", own.get(), away.isEmpty() ? "" : ", without " + away));
    }
  }

  private static boolean connects(String host, int port) {
    return new Handshake(host, port, MILLIS).answers();
  }
}
