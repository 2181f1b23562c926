package io.bancheng.canonical;

import java.time.Instant;

/** Handling may not rest (不同意挂起). */
public record SuspensionRefused(Instant at, Actor actor, String assignmentId, Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(assignmentId, AssignmentAction.REFUSE_SUSPENSION, actor)
        .change(assignmentId, a -> a.suspensionAsked(null));
  }
}
