package io.bancheng.canonical;

import java.time.Instant;

/** The coordinator let the department go (同意退回). */
public record ReturnApproved(Instant at, Actor actor, String assignmentId, Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(assignmentId, AssignmentAction.APPROVE_RETURN, actor)
        .stop(c -> c.subject().equals(assignmentId), at);
  }
}
