package io.bancheng.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.harness.Quiet;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The torture in about a minute: two small hubs, one blow of each of these kinds. */
class TortureTest {
  private static final long SEED = 20261009;
  private static final Set<Blow> BLOWS =
      EnumSet.of(
          Blow.HUB_KILLED,
          Blow.BROKER_WIPED,
          Blow.SESSIONS_ENDED,
          Blow.DATABASE_CUT_IN_THE_MIDDLE,
          Blow.DEPARTMENT_BABBLES,
          Blow.HOSTILE_MESSAGES);

  @Test
  void two_hubs_that_are_killed_and_cut_off_lose_and_double_nothing() throws Exception {
    Quiet.logs();
    Path home = Path.of("target", "torture-test").toAbsolutePath();
    var plan =
        new Plan(
            SEED, new Plan.Load(0, 6), 25, 0, 2, "256m", BLOWS, Optional.empty(), false, 120, home);

    var findings = new Campaign(plan).run();

    new TortureReport(findings).write(home);
    assertThat(findings.violations()).isEmpty();
    assertThat(findings.evidence().cases()).hasSizeGreaterThan(30);
    assertThat(findings.evidence().taken()).hasSizeGreaterThan(60);
    assertThat(findings.cast().faults().counts()).hasSizeGreaterThan(2);
  }
}
