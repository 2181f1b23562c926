package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/** A department says the case is not its duty and asks to give it back (申请退回). */
public record ReturnRequested(
    Instant at,
    Actor actor,
    String assignmentId,
    String reasonCode,
    String legalBasis,
    String suggestedDept,
    Texts texts,
    List<Clock> clocks)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(assignmentId, AssignmentAction.REQUEST_RETURN, actor)
        .change(assignmentId, Assignment::returning)
        .stop(ClockKind.SIGN, assignmentId, at)
        .start(clocks);
  }
}
