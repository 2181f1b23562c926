package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/**
 * The answer to a supervision order does not do; the department answers again (答复不通过).
 *
 * @param clocks the limit of the next answer, in place of the one before
 */
public record SupervisionAnswerRejected(
    Instant at, Actor actor, String orderId, List<Clock> clocks, Texts texts) implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .supervise(orderId, SupervisionAction.REJECT_ANSWER, actor)
        .order(orderId, o -> o.again(clocks.get(0).dueAt()))
        .change(clocks);
  }
}
