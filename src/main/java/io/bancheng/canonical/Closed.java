package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/** The case was closed with its result (办结). */
public record Closed(
    Instant at,
    Actor actor,
    ResultType resultType,
    String policyBasis,
    Texts texts,
    List<Clock> clocks)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    var after =
        before
            .act(CaseAction.CLOSE, actor)
            .with(new Closure(at, resultType, policyBasis, actor.id(), texts));
    for (Assignment a : before.activeAssignments()) {
      after = after.act(a.id(), ending(a), Actor.HUB);
    }
    return after
        .stop(c -> c.kind() != ClockKind.FEEDBACK && c.kind() != ClockKind.SUPERVISION_ANSWER, at)
        .start(clocks);
  }

  /** A support that was not waited for has nothing to do any more. */
  private static AssignmentAction ending(Assignment a) {
    return a.state() == AssignmentState.REPLIED
        ? AssignmentAction.CASE_CLOSED
        : AssignmentAction.WITHDRAW_ASSIGNMENT;
  }
}
