package io.bancheng.canonical;

import java.time.Instant;

/** A person does not issue what the hub proposed (不予签发). */
public record SupervisionDeclined(Instant at, Actor actor, String orderId, Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.supervise(orderId, SupervisionAction.DECLINE, actor);
  }
}
