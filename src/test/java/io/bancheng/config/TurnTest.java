package io.bancheng.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.calendar.TimeLimit;
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

  @Test
  void a_resumed_clock_gets_the_days_of_its_pause_back() {
    var handle = turn().clock(ClockKind.HANDLE, "341522261010000128", IssueClass.GENERAL);
    assertThat(handle.dueAt()).isEqualTo(Instant.parse("2026-10-16T15:59:59Z"));

    var paused = handle.pause(Instant.parse("2026-10-12T02:00:00Z"), "WAIT_THIRD_PARTY");
    var turn = turn();
    var later = new Turn(turn.file(), turn.config(), Instant.parse("2026-10-15T02:00:00Z"));

    assertThat(later.resumed(paused).dueAt()).isEqualTo(Instant.parse("2026-10-21T15:59:59Z"));
    assertThat(later.resumed(handle)).isEqualTo(handle);
  }

  @Test
  void an_extended_clock_has_its_days_after_it_was_due() {
    var handle = turn().clock(ClockKind.HANDLE, "341522261010000128", IssueClass.GENERAL);

    var extended = turn().extended(handle, TimeLimit.workingDays(2), "WAIT_UPPER_LEVEL");

    assertThat(extended.limit()).isEqualTo("5wd+2wd");
    assertThat(extended.dueAt()).isEqualTo(Instant.parse("2026-10-20T15:59:59Z"));
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
