package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/** The opinion does not do; the lead must work on it again (退回重办). */
public record OpinionRejected(
    Instant at, Actor actor, String assignmentId, Texts texts, List<Clock> clocks)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(CaseAction.REJECT_OPINION, actor)
        .act(assignmentId, AssignmentAction.OPINION_REJECTED, actor)
        .stop(ClockKind.REVIEW, before.caseNo(), at)
        .stop(ClockKind.FEEDBACK, before.caseNo(), at)
        .start(clocks);
  }
}
