package io.bancheng.canonical;

import java.time.Instant;

/** A department took note of its assignment (签收). */
public record Signed(Instant at, Actor actor, String assignmentId, Instant signedAt)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(assignmentId, AssignmentAction.SIGN, actor)
        .change(assignmentId, a -> a.signed(signedAt))
        .stop(ClockKind.SIGN, assignmentId, at);
  }
}
