package io.bancheng.track;

import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Feedback;
import io.bancheng.canonical.FeedbackOutcome;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Step;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a reporter may know of a case: the step reached, the dates promised, the public reply. No
 * person's data, and nothing that the departments wrote for each other.
 *
 * @param department who handles it, by name
 * @param rating what the reporter said about the result, and whether it can still be said
 * @param referral where to go with a matter that the window does not take
 */
public record Standing(
    String caseNo,
    CaseStatus status,
    int round,
    List<StepReached> steps,
    List<Promise> promises,
    Optional<String> department,
    Optional<String> reply,
    Optional<String> referral,
    Rating rating) {
  private static final List<ClockKind> PROMISED =
      List.of(ClockKind.ACCEPT, ClockKind.HANDLE, ClockKind.FEEDBACK);

  /**
   * The reporter's own rating of this round's result (评价).
   *
   * @param open whether it can be given now
   * @param given 5 to 1, 0 if it was not given
   */
  public record Rating(boolean open, int given) {
    static Rating of(Case c) {
      int given =
          c.callbacks().stream()
              .filter(said -> said.role() == Role.REPORTER && said.round() == c.round())
              .mapToInt(said -> said.result().satisfaction())
              .max()
              .orElse(0);
      return new Rating(given == 0 && c.status() == CaseStatus.FEEDBACK_GIVEN, given);
    }
  }

  /**
   * One of the five steps.
   *
   * @param at when it was taken; null if it was not yet, or nobody noted it
   */
  public record StepReached(Step step, boolean reached, boolean now, Instant at) {}

  /**
   * A date that was promised.
   *
   * @param kept false once it has passed
   */
  public record Promise(ClockKind kind, Instant dueAt, boolean kept) {}

  /**
   * How a case stands.
   *
   * @param department the name of the leading department
   */
  static Standing of(Case c, Optional<String> department, Instant now) {
    boolean closed = c.status().step().compareTo(Step.CLOSE) >= 0;
    return new Standing(
        c.caseNo(),
        c.status(),
        c.round(),
        Arrays.stream(Step.values()).map(step -> reached(c, step)).toList(),
        promises(c, now),
        department,
        closed ? c.publicReply().filter(text -> !text.isBlank()) : Optional.empty(),
        c.status() == CaseStatus.REJECTED
            ? Optional.ofNullable(c.screening().referralText())
            : Optional.empty(),
        Rating.of(c));
  }

  private static StepReached reached(Case c, Step step) {
    var current = c.status().step();
    boolean reached = step.compareTo(current) <= 0;
    return new StepReached(
        step, reached, step == current, reached ? at(c, step).orElse(null) : null);
  }

  private static Optional<Instant> at(Case c, Step step) {
    return switch (step) {
      case ACCEPT -> Optional.of(c.registeredAt());
      case CLASSIFY -> Optional.ofNullable(c.screening()).map(s -> s.decidedAt());
      case DISPATCH ->
          c.activeAssignments().stream().map(Assignment::dispatchedAt).min(Instant::compareTo);
      case CLOSE -> Optional.ofNullable(c.closure()).map(closure -> closure.at());
      case FEEDBACK ->
          c.feedback().stream()
              .filter(f -> f.outcome() == FeedbackOutcome.REACHED)
              .map(Feedback::at)
              .min(Instant::compareTo);
    };
  }

  private static List<Promise> promises(Case c, Instant now) {
    return PROMISED.stream()
        .flatMap(kind -> running(c, kind))
        .map(clock -> new Promise(clock.kind(), clock.dueAt(), !now.isAfter(clock.dueAt())))
        .toList();
  }

  private static Stream<Clock> running(Case c, ClockKind kind) {
    return c.clock(kind, c.caseNo()).filter(Clock::running).stream();
  }
}
