package io.bancheng;

import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.HubClient;
import io.bancheng.ledger.TimeGuard;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/**
 * The same as {@link HubTest}, but each subclass has a hub of its own: what becomes of a case there
 * depends on those that came before, and nobody else's came.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
abstract class FreshHubTest {
  static final CrankedClock CLOCK = new CrankedClock("2026-10-09T10:08:01");

  private static Path var;

  @TestBean(methodName = "crankedClock")
  Clock clock;

  @TestBean(methodName = "crankedDials")
  TimeGuard.Dials dials;

  @LocalServerPort int port;

  static Clock crankedClock() {
    return CLOCK;
  }

  static TimeGuard.Dials crankedDials() {
    return HubTest.dials(CLOCK);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    var = HubTest.newVar();
    registry.add("bancheng.var", var::toString);
    registry.add("bancheng.broker.port", () -> "0");
  }

  HubClient hub() {
    return new HubClient(port, var);
  }
}
