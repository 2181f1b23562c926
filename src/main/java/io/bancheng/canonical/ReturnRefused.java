package io.bancheng.canonical;

import java.time.Instant;

/** The department stays responsible (不同意退回); its clock never stopped. */
public record ReturnRefused(Instant at, Actor actor, String assignmentId, Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(assignmentId, AssignmentAction.REFUSE_RETURN, actor)
        .stop(ClockKind.RETURN_DECISION, assignmentId, at);
  }
}
