package io.bancheng.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.assign.Assigner;
import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.CaseHistory;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockBreached;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.OpinionSubmitted;
import io.bancheng.canonical.PassedOver;
import io.bancheng.canonical.ResultType;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Screened;
import io.bancheng.canonical.Signed;
import io.bancheng.canonical.SupervisionLevel;
import io.bancheng.canonical.SupervisionProposed;
import io.bancheng.canonical.Texts;
import io.bancheng.classify.Classifier;
import io.bancheng.config.ConfigLoader;
import io.bancheng.config.HubConfig;
import io.bancheng.config.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ladder, looked at the moment a rung is reached: whatever is looked at moves on. */
class SupervisorTest {
  private static final HubConfig SHIPPED =
      ConfigLoader.load(Path.of("config"), Path.of("mappings"), Path.of("routes"));
  private static final String CASE_NO = "340882261009000015";
  private static final Actor OFFICE = new Actor(Role.EFFICIENCY_OFFICE, "staff.c", null);
  private static final Actor DEPARTMENT = new Actor(Role.DEPT_SYSTEM, "department.x", null);

  private final Supervisor supervisor = new Supervisor();

  @Test
  void each_rung_is_proposed_when_it_is_reached_and_the_last_one_ends_the_looking() {
    var reminded = look(dispatched(), 2);
    assertThat(reminded.file().fresh()).singleElement().isInstanceOf(ClockBreached.class);
    var noticed = look(reminded.current(), 1);
    var yellow = look(noticed.current(), 1);
    var red = look(yellow.current(), 1);
    assertThat(red.current().orders())
        .extracting(o -> o.level())
        .containsExactly(
            SupervisionLevel.NOTICE, SupervisionLevel.YELLOW_CARD, SupervisionLevel.RED_CARD);
    assertThat(handling(red.current()).watchAt()).isEmpty();
  }

  @Test
  void a_lead_that_answered_is_charged_with_nothing_while_the_case_waits_for_others() {
    var late = look(dispatched(), 2).current();
    var answered = answered(late);

    var looked = look(answered, 1);

    assertThat(looked.file().fresh()).singleElement().isInstanceOf(PassedOver.class);
    assertThat(handling(looked.current()).watchAt().orElseThrow())
        .isAfter(handling(answered).watchAt().orElseThrow());
    var end = look(look(looked.current(), 1).current(), 1);
    assertThat(end.current().orders()).isEmpty();
    assertThat(handling(end.current()).watchAt()).isEmpty();
  }

  @Test
  void a_rung_that_a_person_issued_before_is_passed_over() {
    var late = look(dispatched(), 2).current();
    var now = at("2026-10-14T09:00:00");
    var data = Map.<String, Object>of("level", "NOTICE", "requirement", "请说明");
    var issued =
        new SupervisionDesk()
            .decide(
                on(late, now),
                new Decision(CASE_NO, "issueSupervision", OFFICE, null, data),
                List.of());

    var looked = look(issued.current(), 1);

    assertThat(looked.file().fresh()).singleElement().isInstanceOf(PassedOver.class);
    assertThat(look(looked.current(), 1).file().fresh())
        .singleElement()
        .isInstanceOf(SupervisionProposed.class);
  }

  /** So many looks at the handling limit, each a moment after its time; the last one's turn. */
  private Turn look(Case c, int times) {
    var k = handling(c);
    var turn = on(c, k.watchAt().orElseThrow().plus(Duration.ofMillis(1)));
    var looked = supervisor.watch(turn, k.kind(), k.subject(), k.round());
    return times == 1 ? looked : look(looked.current(), times - 1);
  }

  private static Case answered(Case c) {
    var now = at("2026-10-14T09:00:00");
    return on(c, now)
        .add(new Signed(now, DEPARTMENT, CASE_NO + "-1", now))
        .add(
            new OpinionSubmitted(
                now, DEPARTMENT, CASE_NO + "-1", ResultType.SOLVED, null, now, Texts.NONE))
        .current();
  }

  private static Case dispatched() {
    var start = at("2026-10-09T10:00:00");
    var registered =
        CaseFile.taken(CaseHistory.registered(CASE_NO, "hotline"), CaseHistory.submission(), 1, "");
    var screened =
        new Turn(registered, SHIPPED, start)
            .add(new Screened(start, Actor.HUB, List.of(), List.of()));
    return new Assigner().assign(new Classifier().classify(screened)).current();
  }

  private static Turn on(Case c, Instant now) {
    return new Turn(CaseFile.taken(c, CaseHistory.submission(), 1, ""), SHIPPED, now);
  }

  private static Clock handling(Case c) {
    return c.clock(ClockKind.HANDLE, CASE_NO).orElseThrow();
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
  }
}
