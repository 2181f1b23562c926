package io.bancheng.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.CaseKind;
import io.bancheng.canonical.Channel;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.IssueClass;
import io.bancheng.canonical.Registered;
import io.bancheng.canonical.Source;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnTest {
  private static final Instant NOW = Instant.parse("2026-10-10T02:31:00Z");

  @Test
  void a_clock_starts_now_and_runs_by_the_office_calendar() {
    var clock = turn().clock(ClockKind.SIGN, "341522261010000128-1", IssueClass.COMPLEX);

    assertThat(clock.limit()).isEqualTo("4wh");
    assertThat(clock.startedAt()).isEqualTo(NOW);
    assertThat(clock.dueAt()).isEqualTo(Instant.parse("2026-10-10T08:01:00Z"));
    assertThat(clock.calendar()).isEqualTo(Shipped.HUB.calendar().version());
  }

  private static Turn turn() {
    var source = new Source(Channel.HOTLINE, "hotline", "hotline-341500", "1", null, null);
    var registered =
        new Registered(
            NOW,
            Actor.HUB,
            "341522261010000128",
            source,
            CaseKind.HANDLING,
            "341522",
            null,
            List.of(),
            false,
            Shipped.HUB.version(),
            List.of(),
            null);
    return new Turn(CaseFile.open(registered), Shipped.HUB, NOW);
  }
}
