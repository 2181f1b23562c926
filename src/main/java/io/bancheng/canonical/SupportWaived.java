package io.bancheng.canonical;

import java.time.Instant;

/** The case no longer waits for this support (免予协办); the coordinator says why. */
public record SupportWaived(Instant at, Actor actor, String assignmentId, Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(assignmentId, AssignmentAction.WAIVE_SUPPORT, actor)
        .change(assignmentId, Assignment::waiving)
        .stop(c -> c.subject().equals(assignmentId), at);
  }
}
