package io.bancheng.canonical;

import java.time.Instant;

/**
 * A department asks that handling may rest (申请挂起).
 *
 * @param workdays for how long, null if it did not say
 */
public record SuspensionRequested(
    Instant at, Actor actor, String assignmentId, String reasonCode, Integer workdays, Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(assignmentId, AssignmentAction.REQUEST_SUSPENSION, actor)
        .change(assignmentId, a -> a.suspensionAsked(new Assignment.Ask(at, reasonCode, workdays)));
  }
}
