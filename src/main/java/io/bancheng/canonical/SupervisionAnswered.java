package io.bancheng.canonical;

import java.time.Instant;

/** The department answered a supervision order (督办答复). */
public record SupervisionAnswered(Instant at, Actor actor, String orderId, Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .supervise(orderId, SupervisionAction.ANSWER, actor)
        .order(orderId, o -> o.answered(at))
        .stop(ClockKind.SUPERVISION_ANSWER, orderId, at);
  }
}
