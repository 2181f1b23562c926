package io.bancheng.canonical;

import java.time.Instant;

/** A department reported progress (进展). */
public record Progressed(
    Instant at, Actor actor, String assignmentId, Instant contactedAt, Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    var after = before.act(assignmentId, AssignmentAction.PROGRESS, actor);
    return contactedAt == null
        ? after
        : after
            .change(assignmentId, a -> a.contacted(contactedAt))
            .stop(ClockKind.FIRST_CONTACT, assignmentId, at);
  }
}
