package io.bancheng.canonical;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A case (办件) as it stands: what folding its events gives. It holds no word of what the reporter
 * said; that is in the {@link Submission}, kept apart.
 *
 * @param rulesVersion content hash of the configuration it was registered under
 * @param screening null before it was screened
 * @param classification null before it was classified
 * @param closure null before it was closed
 * @param suspects open cases of the same reporter and category that it may repeat
 * @param supervision who supervises it or asks for a new round, the latest last
 * @param callbacks what the reporter said about the result afterwards, the latest last
 * @param mergedInto the case it was merged into, null if it was not
 * @param orders notices and cards to its departments, the latest last; none is ever removed
 * @param procedure what the office did around it
 */
public record Case(
    String caseNo,
    Source source,
    CaseKind kind,
    String regionCode,
    String townCode,
    CaseStatus status,
    int round,
    Instant registeredAt,
    String rulesVersion,
    boolean confidential,
    List<DataQualityFlag> flags,
    Screening screening,
    Classification classification,
    List<Assignment> assignments,
    List<Clock> clocks,
    Closure closure,
    List<Feedback> feedback,
    int urges,
    List<String> suspects,
    List<Supervision> supervision,
    List<Callback> callbacks,
    String mergedInto,
    List<SupervisionOrder> orders,
    Procedure procedure) {
  public Case {
    // cases of the first version were stored without
    suspects = suspects == null ? List.of() : List.copyOf(suspects);
    supervision = supervision == null ? List.of() : List.copyOf(supervision);
    orders = orders == null ? List.of() : List.copyOf(orders);
    procedure = procedure == null ? Procedure.NONE : procedure;
    callbacks = callbacks == null ? List.of() : List.copyOf(callbacks);
  }

  /** Asked for often; its number stands for a case. */
  @Override
  public int hashCode() {
    return caseNo.hashCode();
  }

  /** Where every case begins. */
  static Case registered(Registered e) {
    return new Case(
        e.caseNo(),
        e.source(),
        e.kind(),
        e.regionCode(),
        e.townCode(),
        CaseStatus.RECEIVED,
        1,
        e.at(),
        e.rulesVersion(),
        e.confidential(),
        List.copyOf(e.flags()),
        null,
        null,
        List.of(),
        List.copyOf(e.clocks()),
        null,
        List.of(),
        0,
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        Procedure.NONE);
  }

  /** The assignment of that id. */
  public Optional<Assignment> assignment(String id) {
    return assignments.stream().filter(a -> a.id().equals(id)).findFirst();
  }

  /** The assignments of this round that still bind a department. */
  public List<Assignment> activeAssignments() {
    return assignments.stream().filter(a -> a.round() == round && a.active()).toList();
  }

  /** The leading department's assignment of this round, while there is one. */
  public Optional<Assignment> lead() {
    return activeAssignments().stream().filter(Assignment::lead).findFirst();
  }

  /** Whether the lead and every support that is waited for have answered. */
  public boolean allAnswered() {
    return lead().isPresent() && activeAssignments().stream().allMatch(Assignment::answered);
  }

  /** The latest clock of that kind on that subject. */
  public Optional<Clock> clock(ClockKind kind, String subject) {
    return clocks.stream()
        .filter(c -> c.kind() == kind && c.subject().equals(subject))
        .reduce((earlier, later) -> later);
  }

  /** What screening found; nothing where a person decided before it took place. */
  Screening screened() {
    return screening == null ? Screening.of(List.of()) : screening;
  }

  /**
   * The result in the words meant for the public; never a department's internal opinion. Empty
   * before it was closed.
   */
  public Optional<String> publicReply() {
    return Optional.ofNullable(closure)
        .flatMap(
            done ->
                Stream.of("publicReplyText", "answerText", "resultText", "text")
                    .map(done.texts()::get)
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .or(
                        () ->
                            lead()
                                .map(Assignment::opinion)
                                .map(o -> o.texts().get("publicReplyText"))));
  }

  /** When the next running clock runs out. */
  public Optional<Instant> nextDue() {
    return clocks.stream()
        .filter(c -> c.running() && !c.paused() && c.kind() != ClockKind.ARCHIVE)
        .map(Clock::dueAt)
        .min(Instant::compareTo);
  }

  /** Every rating that the reporter gave, the first one first (满意度). */
  public List<CallbackResult> ratings() {
    return callbacks.stream().map(Callback::result).filter(CallbackResult::rated).toList();
  }

  Case act(CaseAction action, Actor by) {
    return with(CaseTransitions.TABLE.next(status, action, by.role(), "Case " + caseNo));
  }

  Case act(String assignmentId, AssignmentAction action, Actor by) {
    return change(
        assignmentId,
        a ->
            a.to(
                AssignmentTransitions.TABLE.next(
                    a.state(), action, by.role(), "Assignment " + assignmentId)));
  }

  Case change(String assignmentId, UnaryOperator<Assignment> how) {
    if (assignment(assignmentId).isEmpty()) {
      throw new IllegalArgumentException("Case " + caseNo + " has no assignment " + assignmentId);
    }
    return withAssignments(
        assignments.stream().map(a -> a.id().equals(assignmentId) ? how.apply(a) : a).toList());
  }

  Case start(List<Clock> more) {
    return more.isEmpty() ? this : withClocks(join(clocks, more));
  }

  /** Clocks that go on changed: each takes the place of the latest one that it was. */
  Case change(List<Clock> changed) {
    var all = new ArrayList<>(clocks);
    for (Clock k : changed) {
      IntStream.iterate(all.size() - 1, i -> i >= 0, i -> i - 1)
          .filter(i -> all.get(i).same(k))
          .findFirst()
          .ifPresent(i -> all.set(i, k));
    }
    return withClocks(List.copyOf(all));
  }

  Case stop(ClockKind kind, String subject, Instant at) {
    return stop(c -> c.kind() == kind && c.subject().equals(subject), at);
  }

  Case stop(Predicate<Clock> which, Instant at) {
    return withClocks(clocks.stream().map(c -> which.test(c) ? c.stop(at) : c).toList());
  }

  /** The clock of this round runs again, to the time it was due before. */
  Case resume(ClockKind kind, String subject) {
    return withClocks(
        clocks.stream().map(c -> c.is(kind, subject, round) ? c.runOn() : c).toList());
  }

  /** The clocks of those kinds rest. */
  Case pause(Set<ClockKind> kinds, Instant at, String reason) {
    return withClocks(
        clocks.stream().map(c -> kinds.contains(c.kind()) ? c.pause(at, reason) : c).toList());
  }

  Case breach(ClockKind kind, String subject, int round, Instant at) {
    return withClocks(
        clocks.stream()
            .map(c -> c.is(kind, subject, round) && c.running() ? c.breach(at) : c)
            .toList());
  }

  /** Supervision looks at the clock of that round next at that time. */
  Case watch(ClockKind kind, String subject, int round, Instant next) {
    return withClocks(
        clocks.stream().map(c -> c.is(kind, subject, round) ? c.lookAt(next) : c).toList());
  }

  /** The supervision order of that id. */
  public Optional<SupervisionOrder> order(String id) {
    return orders.stream().filter(o -> o.id().equals(id)).findFirst();
  }

  Case ordered(SupervisionOrder more) {
    return copy(d -> d.orders = join(orders, List.of(more)));
  }

  Case supervise(String orderId, SupervisionAction action, Actor by) {
    return order(orderId, o -> o.to(action, by));
  }

  Case order(String orderId, UnaryOperator<SupervisionOrder> how) {
    if (order(orderId).isEmpty()) {
      throw new IllegalArgumentException("Case " + caseNo + " has no supervision " + orderId);
    }
    return copy(
        d ->
            d.orders =
                orders.stream().map(o -> o.id().equals(orderId) ? how.apply(o) : o).toList());
  }

  Case with(CaseStatus status) {
    return copy(d -> d.status = status);
  }

  Case withRound(int round) {
    return copy(d -> d.round = round);
  }

  Case withPlace(String regionCode, String townCode) {
    return copy(
        d -> {
          d.regionCode = regionCode;
          d.townCode = townCode;
        });
  }

  Case with(Screening screening) {
    return copy(d -> d.screening = screening);
  }

  Case with(Classification classification) {
    return copy(d -> d.classification = classification);
  }

  Case withAssignments(List<Assignment> assignments) {
    return copy(d -> d.assignments = assignments);
  }

  Case dispatched(List<Assignment> more) {
    return withAssignments(join(assignments, more));
  }

  Case withClocks(List<Clock> clocks) {
    return copy(d -> d.clocks = clocks);
  }

  Case with(Closure closure) {
    return copy(d -> d.closure = closure);
  }

  Case told(Feedback attempt) {
    return copy(d -> d.feedback = join(feedback, List.of(attempt)));
  }

  /** The latest attempt, which seemed to have reached the reporter, did not. */
  Case notTold() {
    var attempts = new ArrayList<>(feedback);
    attempts.set(attempts.size() - 1, attempts.get(attempts.size() - 1).failed());
    return copy(d -> d.feedback = List.copyOf(attempts));
  }

  Case calledBack(Callback more) {
    return copy(d -> d.callbacks = join(callbacks, List.of(more)));
  }

  Case urged() {
    return copy(d -> d.urges++);
  }

  Case suspected(List<String> others) {
    return copy(d -> d.suspects = List.copyOf(others));
  }

  Case supervised(Supervision more) {
    return copy(d -> d.supervision = join(supervision, List.of(more)));
  }

  /** The source now wants it by then; null leaves its wish as it was. */
  Case wantedBy(Instant dueAt) {
    return dueAt == null ? this : copy(d -> d.source = source.wantedBy(dueAt));
  }

  Case with(Procedure procedure) {
    return copy(d -> d.procedure = procedure);
  }

  Case merged(String other) {
    return copy(d -> d.mergedInto = other);
  }

  private Case copy(Consumer<CaseDraft> change) {
    var draft = new CaseDraft(this);
    change.accept(draft);
    return draft.done();
  }

  private static <T> List<T> join(List<T> some, List<T> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }
}
