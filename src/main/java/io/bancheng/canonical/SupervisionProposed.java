package io.bancheng.canonical;

import java.time.Instant;

/**
 * The hub proposes a supervision order (拟发督办); it weighs nothing before a person issues it.
 *
 * @param subject on what the limit runs that it is about, null if it is about none
 * @param lookAt when supervision looks at that limit next, null if there is nothing above
 */
public record SupervisionProposed(
    Instant at, Actor actor, SupervisionOrder order, String subject, Instant lookAt)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    var after = before.ordered(order);
    return subject == null ? after : after.watch(order.clock(), subject, order.round(), lookAt);
  }
}
