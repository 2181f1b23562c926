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
      if (a.state() == AssignmentState.REPLIED) {
        after = after.act(a.id(), AssignmentAction.CASE_CLOSED, Actor.HUB);
      }
    }
    return after
        .stop(c -> c.kind() != ClockKind.FEEDBACK && c.kind() != ClockKind.SUPERVISION_ANSWER, at)
        .start(clocks);
  }
}
