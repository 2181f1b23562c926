package io.bancheng.canonical;

import java.time.Instant;

/**
 * A rung of supervision was reached and nothing is proposed (无须督办): the lead has answered and the
 * case waits for others, or has none at the moment, or it was proposed before.
 *
 * @param lookAt when supervision looks at that limit next, null if there is nothing above
 */
public record PassedOver(
    Instant at, Actor actor, ClockKind kind, String subject, int round, Instant lookAt)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.watch(kind, subject, round, lookAt);
  }
}
