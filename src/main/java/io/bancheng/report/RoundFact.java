package io.bancheng.report;

import io.bancheng.calendar.Stretch;
import io.bancheng.calendar.WorkingCalendar;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.DataQualityFlag;
import io.bancheng.canonical.Feedback;
import io.bancheng.canonical.FeedbackOutcome;
import io.bancheng.canonical.Role;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is counted for each round of a case's handling. */
final class RoundFact {
  private RoundFact() {}

  static FactRow of(Case c, RoundStory round, Dimensions dimensions, WorkingCalendar calendar) {
    int number = round.number();
    boolean over = number < c.round() || c.status().terminal() || round.closedAt() != null;
    return dimensions
        .row(c.caseNo() + "-R" + number, dimensions.lead(number))
        .with("round", number)
        .with("accepted_at", round.acceptedAt())
        .with("original_due_at", round.originalDueAt())
        .with("due_at", due(c, number))
        .with("opinion_at", round.opinionAt())
        .with("closed_at", round.closedAt())
        .with("work_seconds", work(c, round, calendar))
        .with("extensions", round.extensions())
        .with(feedback(c, round))
        .with("called_back", calledBack(c, number))
        .spanned(!over);
  }

  /** Nobody is late while handling rests: a clock that is paused has no due time. */
  private static Instant due(Case c, int round) {
    return last(c, ClockKind.HANDLE, round, false);
  }

  private static Instant last(Case c, ClockKind kind, int round, boolean paused) {
    return c.clocks().stream()
        .filter(k -> k.is(kind, c.caseNo(), round))
        .reduce((earlier, later) -> later)
        .filter(k -> paused || !k.running() || !k.paused())
        .map(Clock::dueAt)
        .orElse(null);
  }

  private static Long work(Case c, RoundStory round, WorkingCalendar calendar) {
    if (round.acceptedAt() == null || round.opinionAt() == null) {
      return null;
    }
    var rests =
        c.procedure().suspensions().stream()
            .filter(rest -> rest.from().isBefore(round.opinionAt()))
            .map(rest -> new Stretch.Pause(rest.from(), end(rest.resumedAt(), round.opinionAt())))
            .toList();
    return calendar.workingTime(round.acceptedAt(), round.opinionAt(), rests).toSeconds();
  }

  private static Instant end(Instant resumedAt, Instant otherwise) {
    return resumedAt == null ? otherwise : resumedAt;
  }

  private static Map<String, Object> feedback(Case c, RoundStory round) {
    var attempts = round.attempts(c);
    var columns = new LinkedHashMap<String, Object>();
    columns.put(
        "feedback_due_at",
        round.feedbackOwed() ? last(c, ClockKind.FEEDBACK, round.number(), true) : null);
    columns.put("feedback_at", reached(attempts));
    columns.put("first_attempt_at", attempts.stream().map(Feedback::at).findFirst().orElse(null));
    columns.put("attempts", attempts.size());
    columns.put("attempt_days", days(attempts));
    columns.put("no_contact", c.flags().containsAll(NOBODY));
    columns.put("feedback_given_at", round.feedbackGivenAt());
    return columns;
  }

  /** Who gave neither a name nor a way to be reached cannot be told. */
  private static final List<DataQualityFlag> NOBODY =
      List.of(DataQualityFlag.NAME_MISSING, DataQualityFlag.CONTACT_MISSING);

  /** Whoever did not want to hear it was reached. */
  private static Instant reached(List<Feedback> attempts) {
    return attempts.stream()
        .filter(attempt -> attempt.outcome() != FeedbackOutcome.UNREACHABLE)
        .map(Feedback::at)
        .findFirst()
        .orElse(null);
  }

  private static long days(List<Feedback> attempts) {
    return attempts.stream()
        .map(attempt -> attempt.at().atZone(CanonicalJson.ZONE).toLocalDate())
        .distinct()
        .count();
  }

  /** A rating that nobody asked for is no callback. */
  private static boolean calledBack(Case c, int round) {
    return c.callbacks().stream()
        .anyMatch(
            back ->
                back.round() == round && back.result().connected() && back.role() != Role.REPORTER);
  }
}
