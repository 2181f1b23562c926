package io.bancheng.config;

import io.bancheng.calendar.TimeLimit;
import io.bancheng.calendar.TimeLimit.Unit;
import io.bancheng.canonical.CaseKind;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.IssueClass;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.SupervisionLevel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The office's time limits (期限): {@code config/deadlines.yaml}. None of them is official by itself;
 * they are what this installation chose.
 *
 * @param byClock a limit per class for each clock that a class chooses
 * @param consultation handling limit of consultations (咨询), whatever their class
 * @param infoRequests when a case ends whose reporter does not answer
 * @param rehandle handling limit after a case was reopened (重办)
 * @param supportBeforeLead working days by which a support answers before the lead
 * @param bases where each limit's number comes from, in the file's own letters
 */
public record Limits(
    Map<ClockKind, Map<IssueClass, TimeLimit>> byClock,
    TimeLimit consultation,
    InfoRequests infoRequests,
    Map<IssueClass, TimeLimit> rehandle,
    int supportBeforeLead,
    Returns returns,
    Extensions extensions,
    Suspensions suspensions,
    Reopenings reopenings,
    List<SupervisionStep> supervision,
    Map<ClockKind, String> bases) {
  private static final TimeLimit ANSWER = TimeLimit.workingDays(2);

  /** How long the office waits for what it asked a reporter for (补充), and how often it asks. */
  public record InfoRequests(TimeLimit within, int attempts) {}

  /** When a department may give an assignment back (退回). */
  public record Returns(
      TimeLimit requestWithin,
      int maxPerCase,
      TimeLimit decideWithin,
      boolean reasonRequired,
      boolean suggestedDepartmentRequired) {}

  /**
   * When a due time may be moved (延期).
   *
   * @param maxLength at most this, and never longer than the original limit
   */
  public record Extensions(
      TimeLimit requestBefore,
      Map<IssueClass, Integer> maxCount,
      TimeLimit maxLength,
      Role firstApprover,
      Role secondApprover,
      boolean tellReporter) {}

  /** When handling may rest (挂起); the named clocks rest with it. */
  public record Suspensions(
      List<String> reasons, TimeLimit maxLength, Role approver, Set<ClockKind> clocksPaused) {}

  /** How long and how often a case may be reopened (重办); round 1 is the first handling. */
  public record Reopenings(TimeLimit within, int maxRounds) {}

  public Limits {
    byClock = Map.copyOf(byClock);
    rehandle = Map.copyOf(rehandle);
    supervision = List.copyOf(supervision);
    bases = Map.copyOf(bases);
  }

  /**
   * The limit of a clock.
   *
   * @throws IllegalArgumentException for {@link ClockKind#SOURCE} and {@link ClockKind#SUSPENSION},
   *     which are set for each case
   */
  public TimeLimit limit(ClockKind clock, IssueClass issueClass, CaseKind kind) {
    return switch (clock) {
      case HANDLE -> handle(kind, issueClass, null);
      case SUPPORT_REPLY -> support(handle(kind, issueClass, null));
      case RETURN_DECISION -> returns.decideWithin();
      case INFO -> infoRequests.within();
      case SOURCE, SUSPENSION ->
          throw new IllegalArgumentException(clock + " is set for each case by itself.");
      default -> byClock.get(clock).get(issueClass);
    };
  }

  /**
   * The handling limit: a consultation's own; else the rule's; else by class.
   *
   * @param ruleWorkdays the routing rule's limit in working days, null if there is none
   */
  public TimeLimit handle(CaseKind kind, IssueClass issueClass, Integer ruleWorkdays) {
    if (kind == CaseKind.CONSULTATION) {
      return consultation;
    }
    return ruleWorkdays == null
        ? byClock.get(ClockKind.HANDLE).get(issueClass)
        : TimeLimit.workingDays(ruleWorkdays);
  }

  /** The rung of that level, if the office's ladder has it. */
  public Optional<SupervisionStep> step(SupervisionLevel level) {
    return supervision.stream().filter(step -> step.level() == level).findFirst();
  }

  /** How long a department has to answer a supervision order. */
  public TimeLimit answerWithin() {
    return supervision.stream()
        .flatMap(step -> step.unansweredWorkdays().stream())
        .min(Integer::compare)
        .map(TimeLimit::workingDays)
        .orElse(ANSWER);
  }

  /** The limit of a support (协办): a working day before the lead, at least half of its limit. */
  public TimeLimit support(TimeLimit handle) {
    int half = (handle.amount() + 1) / 2;
    int before = handle.unit() == Unit.WORKING_DAYS ? handle.amount() - supportBeforeLead : half;
    return new TimeLimit(Math.max(before, half), handle.unit());
  }
}
