package io.bancheng.canonical;

import java.time.Instant;

/** The coordinator took the case away from a department (撤回). */
public record AssignmentWithdrawn(Instant at, Actor actor, String assignmentId, Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(assignmentId, AssignmentAction.WITHDRAW_ASSIGNMENT, actor)
        .stop(c -> c.subject().equals(assignmentId), at);
  }
}
