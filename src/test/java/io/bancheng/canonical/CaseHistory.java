package io.bancheng.canonical;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Makes legal histories of one case at random: in every state it tries the events in some order.
 */
public final class CaseHistory {
  private static final Instant START = Instant.parse("2026-10-09T02:08:01Z");
  private static final String CASE_NO = "340882261009000015";

  private final Random random;
  private final List<CaseEvent> events = new ArrayList<>();
  private Case current;
  private Instant now = START;

  private CaseHistory(long seed) {
    this.random = new Random(seed);
  }

  /** A history of at most {@code length} events after the registration. */
  public static List<CaseEvent> of(long seed, int length) {
    var history = new CaseHistory(seed);
    history.add(history.registered());
    for (int i = 0; i < length; i++) {
      history.step();
    }
    return List.copyOf(history.events);
  }

  private void step() {
    now = now.plus(Duration.ofMinutes(1 + random.nextInt(600)));
    var choices = new ArrayList<>(choices());
    while (!choices.isEmpty()) {
      var choice = choices.remove(random.nextInt(choices.size()));
      try {
        add(choice.get());
        return;
      } catch (IllegalTransition | IllegalArgumentException e) {
        // not allowed in this state, or no such assignment: the next one
      }
    }
  }

  private void add(CaseEvent event) {
    current = event.applyTo(current);
    events.add(event);
  }

  private List<Supplier<CaseEvent>> choices() {
    var clerk = new Actor(Role.WINDOW_CLERK, "staff.a", null);
    var coordinator = new Actor(Role.DUTY_COORDINATOR, "staff.b", null);
    var department = new Actor(Role.DEPT_SYSTEM, "department.340882.ybj", "杨某");
    String assignment = assignment();
    var words = Texts.of("text", "说明" + random.nextInt(100));
    return List.<Supplier<CaseEvent>>of(
        () -> new Screened(now, Actor.HUB, hits(), List.of()),
        () -> new InfoRequested(now, Actor.HUB, List.of("location.regionCode"), clocks()),
        () -> new Supplemented(now, clerk, List.of("regionCode"), "340882", null, words),
        () -> new Classified(now, Actor.HUB, decision()),
        () -> new RepeatSuspected(now, Actor.HUB, List.of(CASE_NO), List.of()),
        () -> new Accepted(now, Actor.HUB, "0103", IssueClass.GENERAL, "3wd", clocks()),
        () -> new Rejected(now, clerk, ExclusionReason.PETITION, "请向信访工作机构提出。", now),
        () -> new Dispatched(now, Actor.HUB, assignments(), clocks(), words),
        () -> new Signed(now, department, assignment, now),
        () -> new Progressed(now, department, assignment, now, words),
        () ->
            new ReturnRequested(
                now, department, assignment, "NOT_OUR_DUTY", "法", "340882:rsj", words, clocks()),
        () -> new ReturnRefused(now, coordinator, assignment, words),
        () -> new ReturnApproved(now, coordinator, assignment, words),
        () ->
            new OpinionSubmitted(now, department, assignment, ResultType.SOLVED, null, now, words),
        () -> new OpinionIssued(now, Actor.HUB, clocks()),
        () -> new OpinionRejected(now, clerk, assignment, words, clocks()),
        () -> new Closed(now, clerk, ResultType.SOLVED, null, words, clocks()),
        () ->
            new FeedbackGiven(
                now, clerk, 1, FeedbackMethod.PHONE, FeedbackOutcome.REACHED, clocks()),
        () -> new FeedbackWarned(now, Actor.HUB, now),
        () -> new CallbackRecorded(now, clerk, called(), words),
        () -> new Archived(now, clerk),
        () -> new FeedbackFailed(now, Actor.HUB, FeedbackMethod.MAIL, words),
        () -> new SupplementAdded(now, clerk, words, List.of()),
        () -> new Reopened(now, clerk, current.round() + 1, words, clocks()),
        () -> new Urged(now, Actor.HUB, null, words),
        () -> new SupplementAdded(now, clerk, Texts.of("content", "还有"), attachments()),
        () -> new Supervised(now, clerk, NoteType.SUPERVISE, "重点", now, null, words, wanted()),
        () -> new Withdrawn(now, clerk, words),
        () -> new AssignmentWithdrawn(now, Actor.HUB, assignment, words),
        () -> new ClockBreached(now, Actor.HUB, ClockKind.HANDLE, CASE_NO, current.round(), now),
        () -> new DueSoon(now, Actor.HUB, ClockKind.HANDLE, CASE_NO, current.round(), now),
        () -> new LimitsRecomputed(now, clerk, List.of(), words),
        () -> new PassedOver(now, Actor.HUB, ClockKind.HANDLE, CASE_NO, current.round(), null),
        () -> proposed(assignment),
        () ->
            new SupervisionIssued(
                now, office(), order(), List.of(), clocks(ClockKind.SUPERVISION_ANSWER), words),
        () -> new SupervisionDeclined(now, office(), order(), words),
        () -> new SupervisionAnswered(now, department, order(), words),
        () -> new SupervisionAnswerAccepted(now, office(), order(), words),
        () ->
            new SupervisionAnswerRejected(
                now, office(), order(), clocks(ClockKind.SUPERVISION_ANSWER), words),
        () -> new SupervisionLifted(now, office(), order(), words));
  }

  private static Actor office() {
    return new Actor(Role.EFFICIENCY_OFFICE, "staff.c", null);
  }

  private String order() {
    return CASE_NO + "-D" + (1 + random.nextInt(3));
  }

  private CaseEvent proposed(String assignmentId) {
    var share =
        current
            .assignment(assignmentId)
            .orElseThrow(() -> new IllegalArgumentException("nobody has the case yet"));
    var order =
        SupervisionOrder.proposed(
            CASE_NO + "-D" + (current.orders().size() + 1),
            SupervisionLevel.NOTICE,
            SupervisionCause.OVERDUE,
            share,
            now);
    return new SupervisionProposed(
        now, Actor.HUB, order.about(ClockKind.HANDLE), CASE_NO, now.plusSeconds(60));
  }

  private CallbackResult called() {
    return random.nextBoolean()
        ? new CallbackResult(false, null, 0, null)
        : new CallbackResult(true, Solved.PARTLY, random.nextInt(6), DissatisfactionCause.SPEED);
  }

  private String assignment() {
    var all = current.assignments();
    return all.isEmpty() ? CASE_NO + "-0" : all.get(random.nextInt(all.size())).id();
  }

  private List<Assignment> assignments() {
    int first = current.assignments().size() + 1;
    return List.of(
        Assignment.dispatched(
            CASE_NO + "-" + first,
            new DepartmentId("340882", "ybj"),
            DepartmentRole.LEAD,
            current.round(),
            now));
  }

  private List<Clock> clocks() {
    return clocks(ClockKind.HANDLE);
  }

  /** No clock is started on a case that is over. */
  private List<Clock> wanted() {
    return current.status().terminal() ? List.of() : clocks(ClockKind.SOURCE);
  }

  private List<Clock> clocks(ClockKind kind) {
    var due = new Due(now.plus(Duration.ofDays(3)), "cn@1", random.nextBoolean());
    return List.of(Clock.started(kind, CASE_NO, 1, "3wd", now, due));
  }

  private static List<Submission.Attachment> attachments() {
    return List.of(new Submission.Attachment("𬭎某.pdf", "application/pdf", 3L, "ab", null, null));
  }

  private List<ScreeningHit> hits() {
    return random.nextBoolean()
        ? List.of()
        : List.of(
            new ScreeningHit(
                "X04",
                ExclusionReason.PETITION,
                "MANUAL_CONFIRM",
                List.of("信访"),
                "请向信访工作机构提出。",
                "信访局"));
  }

  private static RoutingDecision decision() {
    return new RoutingDecision(
        "S01",
        "config/tables/routing.csv:24",
        2,
        List.of("异地就医"),
        "0103",
        "ybj",
        List.of(),
        IssueClass.GENERAL,
        3,
        true,
        List.of(new RoutingDecision.Candidate("F99", "config/tables/routing.csv:95", 3)),
        "0",
        null);
  }

  private Registered registered() {
    var source =
        new Source(Channel.HOTLINE, "hotline", "hotline-340800", "AQ1", null, START.plusSeconds(9));
    return new Registered(
        now,
        Actor.HUB,
        CASE_NO,
        source,
        CaseKind.HANDLING,
        "340882",
        null,
        List.of(DataQualityFlag.NAME_MISSING),
        false,
        "0",
        List.of(),
        submission());
  }

  /** A case that was just registered under that number by that channel. */
  public static Case registered(String caseNo, String channelCode) {
    var source = new Source(Channel.WEB, channelCode, "x", "1", null, START);
    return new Registered(
            START,
            Actor.HUB,
            caseNo,
            source,
            CaseKind.HANDLING,
            "340882",
            null,
            List.of(),
            false,
            "0",
            List.of(),
            submission())
        .applyTo(null);
  }

  /** A small submission with a character outside the basic plane. */
  public static Submission submission() {
    var at = START.atZone(CanonicalJson.ZONE).toOffsetDateTime();
    return new Submission(
        "1.0",
        new Submission.Envelope(
            null, Channel.HOTLINE, "hotline-340800", "AQ1", null, at, null, null, "hotline-json@1"),
        CaseKind.HANDLING,
        new Submission.Reporter(
            "INDIVIDUAL",
            "𬭎某",
            null,
            null,
            null,
            null,
            null,
            List.of(new Submission.Contact("MOBILE", "19400000021", null, null)),
            null,
            null,
            false,
            null),
        new Submission.Matter(null, null, null, null, null, null, null, null),
        new Submission.Demand("HELP", null, "异地就医备案失败", "内容👨‍👩‍👧", null, "NORMAL", at, null),
        new Submission.Location("340882", null, null),
        List.of(),
        new Submission.Relations(null, null),
        List.of(),
        Map.of("seatNo", "1053"));
  }
}
