package io.bancheng.canonical;

import java.time.Instant;

/** A supervision order was lifted, with a reason (解除); it stays in the ledger. */
public record SupervisionLifted(Instant at, Actor actor, String orderId, Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .supervise(orderId, SupervisionAction.LIFT, actor)
        .stop(ClockKind.SUPERVISION_ANSWER, orderId, at);
  }
}
