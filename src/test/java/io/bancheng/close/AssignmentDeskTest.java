package io.bancheng.close;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.assign.Assigner;
import io.bancheng.calendar.TimeLimit;
import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.CaseHistory;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockChange;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.Due;
import io.bancheng.canonical.ExtensionRequested;
import io.bancheng.canonical.OpinionSubmitted;
import io.bancheng.canonical.ResultType;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Screened;
import io.bancheng.canonical.Signed;
import io.bancheng.canonical.Texts;
import io.bancheng.classify.Classifier;
import io.bancheng.config.ConfigLoader;
import io.bancheng.config.HubConfig;
import io.bancheng.config.Turn;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of the running limits when the coordinator decides. */
class AssignmentDeskTest {
  private static final HubConfig SHIPPED =
      ConfigLoader.load(Path.of("config"), Path.of("mappings"), Path.of("routes"));
  private static final String CASE_NO = "340882261009000015";
  private static final Actor COORDINATOR = new Actor(Role.DUTY_COORDINATOR, "staff.b", null);
  private static final Actor DEPARTMENT = new Actor(Role.DEPT_SYSTEM, "department.x", null);

  @Test
  void a_granted_extension_lengthens_the_limit_that_runs_and_starts_no_second_one() {
    var extended = extended(at("2026-10-12T10:00:00"));

    assertThat(handling(extended))
        .singleElement()
        .satisfies(
            k -> {
              assertThat(k.limit()).isEqualTo("3wd+2wd");
              assertThat(k.startedAt()).isEqualTo(at("2026-10-09T10:00:00"));
              assertThat(k.dueAt()).isEqualTo(at("2026-10-15T23:59:59"));
              assertThat(k.changes())
                  .extracting(ClockChange::type)
                  .containsExactly(ClockChange.Type.EXTEND);
            });
  }

  @Test
  void an_extended_limit_ends_with_the_opinion_and_nothing_of_it_runs_on() {
    var now = at("2026-10-13T10:00:00");
    var said =
        on(extended(at("2026-10-12T10:00:00")), now)
            .add(
                new OpinionSubmitted(
                    now, DEPARTMENT, CASE_NO + "-1", ResultType.SOLVED, null, now, Texts.NONE));

    var closed = new Reviewer().review(said).current();

    assertThat(handling(closed)).singleElement().matches(k -> !k.running());
    assertThat(closed.clocks())
        .filteredOn(Clock::running)
        .extracting(Clock::kind)
        .containsOnlyOnce(ClockKind.FEEDBACK)
        .doesNotContain(ClockKind.HANDLE, ClockKind.REVIEW);
  }

  @Test
  void a_time_that_a_reviewer_set_can_be_paused_and_extended_too() {
    var start = at("2026-10-12T10:00:00");
    var due = new Due(at("2026-10-16T12:00:00"), "cn@1", false);
    var set = Clock.started(ClockKind.HANDLE, CASE_NO, 1, "decision", start, due);
    var turn = on(extended(start), at("2026-10-14T10:00:00"));

    var paused = set.pause(at("2026-10-13T10:00:00"), "WAIT_THIRD_PARTY");
    assertThat(turn.resumed(paused).dueAt()).isEqualTo(at("2026-10-17T12:00:00"));
    var longer = turn.extended(set, TimeLimit.workingDays(1), null);
    assertThat(longer.dueAt()).isEqualTo(at("2026-10-19T23:59:59"));
    assertThat(longer.counted()).isFalse();
  }

  @Test
  void a_refused_extension_leaves_the_limit_as_it_was() {
    var before = asked(at("2026-10-12T10:00:00"));
    var after = decide(before, "false").current();

    assertThat(handling(after)).isEqualTo(handling(before.current()));
  }

  private static Case extended(Instant now) {
    return decide(asked(now), "true").current();
  }

  private static Turn decide(Turn asked, String granted) {
    var data = Map.<String, Object>of("granted", granted, "decisionText", "同意");
    return new AssignmentDesk()
        .decide(asked, new Decision(CASE_NO, "decideExtension", COORDINATOR, CASE_NO + "-1", data));
  }

  /** A case of three working days that its department signed and wants two more for. */
  private static Turn asked(Instant now) {
    var start = at("2026-10-09T10:00:00");
    var registered =
        CaseFile.taken(CaseHistory.registered(CASE_NO, "hotline"), CaseHistory.submission(), 1, "");
    var screened =
        new Turn(registered, SHIPPED, start)
            .add(new Screened(start, Actor.HUB, List.of(), List.of()));
    var dispatched = new Assigner().assign(new Classifier().classify(screened));
    return on(dispatched.current(), now)
        .add(new Signed(now, DEPARTMENT, CASE_NO + "-1", now))
        .add(
            new ExtensionRequested(now, DEPARTMENT, CASE_NO + "-1", "CROSS_REGION", 2, Texts.NONE));
  }

  private static Turn on(Case c, Instant now) {
    return new Turn(CaseFile.taken(c, CaseHistory.submission(), 1, ""), SHIPPED, now);
  }

  private static List<Clock> handling(Case c) {
    return c.clocks().stream().filter(k -> k.kind() == ClockKind.HANDLE).toList();
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
  }
}
