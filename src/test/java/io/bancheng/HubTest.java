package io.bancheng;

import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.HubClient;
import io.bancheng.ledger.TimeGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/**
 * A whole hub inside the test: real PostgreSQL, real Artemis, real HTTP; only the clock is turned
 * by hand. Every subclass shares the same one.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class HubTest {
  static final Path VAR = newVar();

  static final CrankedClock CLOCK = new CrankedClock("2026-10-09T10:08:01");

  @TestBean(methodName = "crankedClock")
  Clock clock;

  /** The ledger's time is the turned one too, and turning it is no jump. */
  @TestBean(methodName = "crankedDials")
  TimeGuard.Dials dials;

  @LocalServerPort int port;
  @Autowired EmbeddedBroker broker;

  static Clock crankedClock() {
    return CLOCK;
  }

  static TimeGuard.Dials crankedDials() {
    return dials(CLOCK);
  }

  static TimeGuard.Dials dials(CrankedClock clock) {
    return new TimeGuard.Dials(
        clock::instant, clock, () -> clock.instant().toEpochMilli() * 1_000_000);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("bancheng.var", VAR::toString);
    registry.add("bancheng.broker.port", () -> "0");
  }

  HubClient hub() {
    return new HubClient(port, VAR);
  }

  static Path newVar() {
    try {
      Files.createDirectories(Path.of("target"));
      return Files.createTempDirectory(Path.of("target"), "var-").toAbsolutePath();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
