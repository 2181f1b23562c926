package io.bancheng.report;

import static io.bancheng.report.Facts.ASSIGNMENTS;
import static io.bancheng.report.Facts.CASES;
import static io.bancheng.report.Facts.MARKS;
import static io.bancheng.report.Facts.ROUNDS;
import static io.bancheng.report.Indicator.count;
import static io.bancheng.report.Indicator.rate;

import io.bancheng.canonical.ExclusionReason;
import io.bancheng.report.Indicator.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All indicators, in the order in which they are shown. {@code :from}, {@code :to} and {@code :now}
 * are the period [from, to) and the time of asking.
 */
final class Indicators {
  private static final String IN_TIME = "due_at is null or opinion_at <= due_at";
  private static final String STRICTLY = "original_due_at is null or opinion_at <= original_due_at";
  private static final String TOLD_IN_TIME =
      "feedback_at <= feedback_due_at or (feedback_at is null"
          + " and first_attempt_at <= feedback_due_at and attempts >= 3 and attempt_days >= 2)";
  private static final String TO_BE_TOLD =
      in("feedback_due_at")
          + " and not no_contact and (coalesce(feedback_at, feedback_given_at) is not null"
          + " or feedback_due_at < :now)";
  private static final String NOT_FOR_POLICY = " is distinct from 'POLICY'";

  static final List<Indicator> ALL =
      Stream.of(received(), accepted(), reasons(), assigned(), handled(), told(), marked())
          .flatMap(group -> group)
          .toList();

  private Indicators() {}

  static Optional<Indicator> find(String code) {
    return ALL.stream().filter(indicator -> indicator.code().equals(code)).findFirst();
  }

  private static Stream<Indicator> received() {
    return Stream.of(
        count("received", CASES, in("received_at")),
        count("handled", CASES, "kind = 'HANDLING' and " + in("accepted_at")),
        count("consulted", CASES, "kind = 'CONSULTATION' and " + in("received_at")),
        rate("repeatRate", CASES, "repeated", "")
            .counting("status not in ('CANCELLED', 'TRANSFERRED_OUT') and " + in("received_at")));
  }

  private static Stream<Indicator> accepted() {
    return Stream.of(
        rate("acceptRate", CASES, "rejected_at is null", in("decided_at")),
        rate(
            "acceptTimely",
            CASES,
            "accept_due_at is null or decided_at <= accept_due_at",
            in("decided_at")));
  }

  private static Stream<Indicator> reasons() {
    return Arrays.stream(ExclusionReason.values())
        .map(
            reason ->
                rate(
                    "rejectByReason." + reason,
                    CASES,
                    "exclusion_reason = '" + reason + "'",
                    in("rejected_at")));
  }

  private static Stream<Indicator> assigned() {
    return Stream.of(
        rate("autoRate", CASES, "dispatched_auto", in("dispatched_at")),
        rate("firstHit", CASES, "first_hit", in("dispatched_at")),
        rate(
            "signTimely", ASSIGNMENTS, "signed_at <= sign_due_at", due("sign_due_at", "signed_at")),
        rate(
            "contactTimely",
            ASSIGNMENTS,
            "contacted_at <= contact_due_at",
            "role = 'LEAD' and " + due("contact_due_at", "contacted_at")),
        rate(
            "jointTimely",
            ASSIGNMENTS,
            "replied_at <= support_due_at",
            "role = 'SUPPORT' and " + due("support_due_at", "replied_at")),
        rate("returnRate", ASSIGNMENTS, "state = 'RETURNED'", in("dispatched_at")),
        count("returnsRefused", ASSIGNMENTS, "returns_refused > 0 and " + in("dispatched_at")),
        count("finalDesignations", CASES, "final_designation and " + in("dispatched_at")));
  }

  private static Stream<Indicator> handled() {
    return Stream.of(
        rate("onTime", ROUNDS, IN_TIME, closedOr("due_at")),
        rate("onTimeStrict", ROUNDS, STRICTLY, closedOr("original_due_at")),
        rate("closeRateCohort", CASES, "closed_at is not null", in("accepted_at")),
        new Indicator(
            "closeRateFlow", Kind.FLOW, ROUNDS, in("closed_at"), in("accepted_at"), false),
        count("overdueOpen", ROUNDS, "closed_at is null and opinion_at is null and due_at < :now"),
        count("overdueClosed", ROUNDS, "opinion_at > due_at and " + in("closed_at")),
        hours("avgWork", Kind.MEAN_HOURS),
        hours("p90Work", Kind.P90_HOURS),
        rate("extensionRate", ROUNDS, "extensions > 0", in("closed_at")));
  }

  private static Stream<Indicator> told() {
    return Stream.of(
        rate("feedbackTimely", ROUNDS, TOLD_IN_TIME, TO_BE_TOLD),
        rate("callbackRate", ROUNDS, "called_back", in("feedback_given_at")),
        rate("satisfaction", CASES, "rating >= 3", "cause" + NOT_FOR_POLICY + rated("")),
        rate("satisfactionStrict", CASES, "rating >= 4", "cause" + NOT_FOR_POLICY + rated("")),
        rate(
            "satisfactionFirst",
            CASES,
            "first_rating >= 3",
            "first_cause" + NOT_FOR_POLICY + rated("first_")),
        rate("solveRate", CASES, "solved = 'YES'", in("solved_at")),
        rate("rehandleRate", ROUNDS, "round >= 2", in("feedback_given_at")));
  }

  private static Stream<Indicator> marked() {
    return Stream.of(
        count("urges", MARKS, "kind = 'URGE' and " + in("at")),
        count("supervised", MARKS, "kind = 'NOTICE' and " + in("at")),
        count("yellow", MARKS, "kind = 'YELLOW_CARD' and " + in("at")),
        count("red", MARKS, "kind = 'RED_CARD' and " + in("at")),
        count("buckPassing", MARKS, "cause = 'BUCK_PASSING' and " + in("at")));
  }

  private static Indicator hours(String code, Kind kind) {
    return new Indicator(
        code, kind, ROUNDS, "true", "work_seconds is not null and " + in("opinion_at"), false);
  }

  private static String rated(String which) {
    return " and " + in(which + "rated_at");
  }

  /** Closed in the period; or still open, and late since the period. */
  private static String closedOr(String due) {
    return "%s or closed_at is null and %s".formatted(in("closed_at"), due(due, "opinion_at"));
  }

  private static String in(String time) {
    return "%1$s >= :from and %1$s < :to".formatted(time);
  }

  /** Due in the period; what is neither done nor late yet is not judged yet. */
  private static String due(String due, String done) {
    return "%s and (%s is not null or %s < :now)".formatted(in(due), done, due);
  }
}
