package io.bancheng.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.assign.Assigner;
import io.bancheng.canonical.Actor;
import io.bancheng.canonical.AssignmentState;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseKind;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Channel;
import io.bancheng.canonical.ChannelNote;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Closed;
import io.bancheng.canonical.DataQualityFlag;
import io.bancheng.canonical.Enclosure;
import io.bancheng.canonical.FeedbackGiven;
import io.bancheng.canonical.FeedbackMethod;
import io.bancheng.canonical.FeedbackOutcome;
import io.bancheng.canonical.NoteType;
import io.bancheng.canonical.OpinionIssued;
import io.bancheng.canonical.OpinionSubmitted;
import io.bancheng.canonical.Registration;
import io.bancheng.canonical.ResultType;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Signed;
import io.bancheng.canonical.Submission;
import io.bancheng.canonical.Texts;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.classify.Classifier;
import io.bancheng.config.ConfigLoader;
import io.bancheng.config.HubConfig;
import io.bancheng.config.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoteDeskTest {
  private static final HubConfig HUB =
      ConfigLoader.load(Path.of("config"), Path.of("mappings"), Path.of("routes"));
  private static final String NO = "340882261009000015";
  private static final Instant NOW = at("2026-10-09T10:08:01");
  private static final String HOTLINE = "channel.hotline";
  private static final Actor BUREAU = new Actor(Role.DEPT_SYSTEM, "department.340882.ybj", null);

  private final Registrar registrar = new Registrar();
  private final NoteDesk desk = new NoteDesk(registrar);

  @Test
  void an_urge_counts_and_says_who_urged() {
    var urged = take(handled(), note(NoteType.URGE, "第二次催办"));
    assertThat(urged.current().urges()).isEqualTo(1);
    assertThat(last(urged).actor()).isEqualTo(new Actor(Role.REPORTER, HOTLINE, null));
  }

  @Test
  void a_supplement_changes_no_state_and_keeps_its_documents() {
    var document = new Enclosure("证明.pdf", "application/pdf", "ab", new byte[3]);
    var note = note(NoteType.SUPPLEMENT, "补充证明", List.of(document), null);
    var added = take(handled(), note);
    assertThat(added.current()).isEqualTo(handled().current());
    assertThat(added.file().additions())
        .singleElement()
        .satisfies(
            a -> {
              assertThat(a.text()).isEqualTo("补充证明");
              assertThat(a.attachments().get(0).sha256()).isEqualTo("ab");
            });
  }

  @Test
  void a_supplement_that_says_nothing_is_refused() {
    assertThatThrownBy(() -> take(handled(), note(NoteType.SUPPLEMENT, null)))
        .isInstanceOfSatisfying(
            Unacceptable.class, e -> assertThat(e.kind()).isEqualTo(Unacceptable.Kind.INVALID));
  }

  @Test
  void a_case_that_waited_for_its_place_goes_on_when_the_place_is_supplied() {
    var waiting = registered(null, "来电人反映异地就医备案一直提示失败。");
    assertThat(waiting.current().status()).isEqualTo(CaseStatus.PENDING_INFO);
    var byCode = take(waiting, note(NoteType.SUPPLEMENT, null, List.of(), "340882"));
    assertThat(byCode.current().regionCode()).isEqualTo("340882");
    assertThat(follow(byCode).current().lead().orElseThrow().department())
        .hasToString("340882:ybj");
    var inWords = take(waiting, note(NoteType.SUPPLEMENT, "在潜山市医保局办理的"));
    assertThat(inWords.current().regionCode()).isEqualTo("340882");
  }

  @Test
  void a_case_that_said_too_little_goes_on_by_what_is_supplied() {
    var waiting = follow(registered("340882", "医保"));
    assertThat(waiting.current().status()).isEqualTo(CaseStatus.PENDING_INFO);
    var still = take(waiting, note(NoteType.SUPPLEMENT, "医保"));
    assertThat(still.current().status()).isEqualTo(CaseStatus.PENDING_INFO);
    var goesOn = take(still, note(NoteType.SUPPLEMENT, "异地就医备案一直提示失败"));
    assertThat(follow(goesOn).current().status()).isEqualTo(CaseStatus.HANDLING);
    assertThat(follow(goesOn).current().classification().decision().matched().toString())
        .contains("异地就医");
  }

  @Test
  void a_supplement_without_what_is_missing_keeps_the_case_waiting() {
    var waiting = registered(null, "来电人反映异地就医备案一直提示失败。");
    var still = take(waiting, note(NoteType.SUPPLEMENT, "请尽快办理"));
    assertThat(still.current().status()).isEqualTo(CaseStatus.PENDING_INFO);
    assertThat(still.file().additions()).hasSize(1);
  }

  @Test
  void a_cancelled_case_lets_its_departments_go_and_stops_all_clocks() {
    var cancelled = take(handled(), note(NoteType.CANCEL, "已自行解决"));
    assertThat(cancelled.current().status()).isEqualTo(CaseStatus.CANCELLED);
    assertThat(cancelled.current().assignments())
        .allMatch(a -> a.state() == AssignmentState.WITHDRAWN);
    assertThat(cancelled.current().clocks()).noneMatch(Clock::running);
    assertThat(take(cancelled, note(NoteType.CANCEL, "撤")).file()).isEqualTo(cancelled.file());
  }

  @Test
  void what_is_closed_cannot_be_taken_back() {
    assertThatThrownBy(() -> take(told(), note(NoteType.CANCEL, "撤")))
        .isInstanceOfSatisfying(
            Unacceptable.class, e -> assertThat(e.kind()).isEqualTo(Unacceptable.Kind.NOT_ALLOWED))
        .hasMessageContaining("FEEDBACK_GIVEN");
  }

  @Test
  void that_a_merged_order_was_taken_back_leaves_the_other_open() {
    var after = desk.take(handled(), note(NoteType.CANCEL, "不需要了"), HOTLINE, "another");
    assertThat(after.current().status()).isEqualTo(CaseStatus.HANDLING);
    assertThat(after.file().additions().get(0).text()).isEqualTo("来源已撤销并入的工单 AQ1。不需要了");
  }

  @Test
  void a_case_that_was_told_is_handled_again_by_the_same_department_in_three_days() {
    var due = OffsetDateTime.parse("2026-10-20T12:00:00+08:00");
    var again = follow(take(told(), note(NoteType.REDO, "不满意", due)));
    var c = again.current();
    assertThat(c.status()).isEqualTo(CaseStatus.HANDLING);
    assertThat(c.round()).isEqualTo(2);
    assertThat(c.lead().orElseThrow().id()).isEqualTo(NO + "-2");
    assertThat(c.lead().orElseThrow().department()).hasToString("340882:ybj");
    assertThat(c.clock(ClockKind.HANDLE, NO).orElseThrow().limit()).isEqualTo("3wd");
    assertThat(c.clock(ClockKind.SOURCE, NO).orElseThrow())
        .matches(k -> k.running() && k.round() == 2 && k.dueAt().equals(due.toInstant()));
    assertThat(c.source().dueAt()).isEqualTo(due.toInstant());
    assertThat(again.file().additions().get(0).text()).isEqualTo("不满意");
  }

  @Test
  void a_third_round_and_one_after_fifteen_working_days_are_for_a_person() {
    var late = later(told(), Duration.ofDays(30));
    assertThat(why(take(late, note(NoteType.REDO, "重办"))))
        .isEqualTo("the feedback was given more than 15wd ago");
    var second = tell(follow(take(told(), note(NoteType.REDO, "不满意"))));
    assertThat(why(take(second, note(NoteType.REDO, "仍不满意"))))
        .isEqualTo("the case was handled in 2 rounds");
    assertThat(why(take(handled(), note(NoteType.REDO, "重办")))).isEqualTo("the case is HANDLING");
  }

  @Test
  void a_supervision_stands_in_the_case_and_moves_its_due_time() {
    var first = OffsetDateTime.parse("2026-10-12T12:00:00+08:00");
    var second = OffsetDateTime.parse("2026-10-15T12:00:00+08:00");
    var once = take(handled(), note(NoteType.SUPERVISE, "请答复", first));
    var twice = take(once, note(NoteType.SUPERVISE, "再请答复", second));
    assertThat(twice.current().supervision())
        .extracting(s -> s.asked() + " " + s.level() + " " + s.by())
        .containsExactly("SUPERVISE 重点 channel.hotline", "SUPERVISE 重点 channel.hotline");
    assertThat(twice.current().clocks())
        .filteredOn(k -> k.kind() == ClockKind.SOURCE && k.running())
        .extracting(Clock::dueAt)
        .containsExactly(second.toInstant());
    assertThat(twice.current().source().dueAt()).isEqualTo(second.toInstant());
  }

  @Test
  void no_clock_starts_on_a_case_that_is_over() {
    var due = OffsetDateTime.parse("2026-10-20T12:00:00+08:00");
    var after = take(told(), note(NoteType.SUPERVISE, "请答复", due));
    assertThat(after.current().clocks()).noneMatch(k -> k.kind() == ClockKind.SOURCE);
    assertThat(after.current().supervision()).hasSize(1);
  }

  private Turn take(Turn turn, ChannelNote note) {
    return desk.take(turn, note, HOTLINE, NO);
  }

  private static String why(Turn turn) {
    var noted = turn.current().supervision();
    return noted.get(noted.size() - 1).why();
  }

  private static CaseEvent last(Turn turn) {
    return turn.file().fresh().get(turn.file().fresh().size() - 1);
  }

  private Turn registered(String region, String content) {
    return registrar.register(
        new Registration(NO, "hotline", submission(region, content), null, List.of()), HUB, NOW);
  }

  private static Turn follow(Turn turn) {
    return new Assigner().assign(new Classifier().classify(turn));
  }

  private Turn handled() {
    var turn = follow(registered("340882", "来电人反映异地就医备案一直提示失败。"));
    assertThat(turn.current().status()).isEqualTo(CaseStatus.HANDLING);
    return turn;
  }

  private Turn told() {
    return tell(handled());
  }

  private static Turn tell(Turn turn) {
    String lead = turn.current().lead().orElseThrow().id();
    return turn.add(new Signed(turn.now(), BUREAU, lead, turn.now()))
        .add(
            new OpinionSubmitted(
                turn.now(), BUREAU, lead, ResultType.SOLVED, null, turn.now(), Texts.NONE))
        .add(new OpinionIssued(turn.now(), Actor.HUB, List.of()))
        .add(new Closed(turn.now(), Actor.HUB, ResultType.SOLVED, null, Texts.NONE, List.of()))
        .add(
            new FeedbackGiven(
                turn.now(),
                Actor.HUB,
                1,
                FeedbackMethod.PHONE,
                FeedbackOutcome.REACHED,
                List.of()));
  }

  private static Turn later(Turn turn, Duration time) {
    return new Turn(turn.file(), turn.config(), turn.now().plus(time));
  }

  private static ChannelNote note(NoteType type, String text) {
    return note(type, text, List.of(), null);
  }

  private static ChannelNote note(NoteType type, String text, OffsetDateTime due) {
    return new ChannelNote(
        type, null, "AQ1", null, "k", null, null, text, due, List.of(), "重点", null, null,
        List.of());
  }

  private static ChannelNote note(
      NoteType type, String text, List<Enclosure> enclosures, String region) {
    return new ChannelNote(
        type,
        null,
        "AQ1",
        null,
        "k",
        null,
        null,
        text,
        null,
        enclosures,
        null,
        region,
        null,
        List.of());
  }

  private static Submission submission(String region, String content) {
    var at = NOW.atZone(CanonicalJson.ZONE).toOffsetDateTime();
    var flags =
        content.length() < 5
            ? List.of(DataQualityFlag.CONTENT_TOO_SHORT)
            : List.<DataQualityFlag>of();
    return new Submission(
        "1.0",
        new Submission.Envelope(
            null, Channel.HOTLINE, "hotline-340800", "AQ1", null, at, null, null, "hotline-json@1"),
        CaseKind.HANDLING,
        new Submission.Reporter(
            "INDIVIDUAL", null, null, null, null, null, null, List.of(), null, null, false, null),
        new Submission.Matter(null, null, null, null, null, null, null, null),
        new Submission.Demand("HELP", null, "咨询", content, null, null, at, null),
        new Submission.Location(region, null, null),
        List.of(),
        new Submission.Relations(null, null),
        flags,
        null);
  }

  private static Instant at(String local) {
    return OffsetDateTime.parse(local + "+08:00").toInstant();
  }
}
