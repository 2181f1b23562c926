package io.bancheng.canonical;

import java.time.Instant;

/** The answer to a supervision order does (答复通过). */
public record SupervisionAnswerAccepted(Instant at, Actor actor, String orderId, Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.supervise(orderId, SupervisionAction.ACCEPT_ANSWER, actor);
  }
}
