package io.bancheng.canonical;

import java.time.Instant;

/** A department asks for more time (申请延期). */
public record ExtensionRequested(
    Instant at,
    Actor actor,
    String assignmentId,
    String reasonCode,
    Integer requestedWorkdays,
    Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(assignmentId, AssignmentAction.REQUEST_EXTENSION, actor)
        .change(
            assignmentId,
            a -> a.extensionAsked(new Assignment.Ask(at, reasonCode, requestedWorkdays)));
  }
}
