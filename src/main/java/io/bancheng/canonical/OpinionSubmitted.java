package io.bancheng.canonical;

import java.time.Instant;

/** A department gave its handling opinion (办理意见). */
public record OpinionSubmitted(
    Instant at,
    Actor actor,
    String assignmentId,
    ResultType resultType,
    String policyBasis,
    Instant contactedAt,
    Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    var opinion = new Assignment.Opinion(at, resultType, policyBasis, texts);
    var after =
        before
            .act(assignmentId, AssignmentAction.SUBMIT_OPINION, actor)
            .change(assignmentId, a -> a.concluded(opinion))
            .stop(ClockKind.SUPPORT_REPLY, assignmentId, at);
    return contactedAt == null
        ? after
        : after
            .change(assignmentId, a -> a.contacted(contactedAt))
            .stop(ClockKind.FIRST_CONTACT, assignmentId, at);
  }
}
