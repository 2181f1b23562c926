package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/**
 * Handling goes on (恢复).
 *
 * @param clocks those that rested, as they run on
 */
public record Resumed(Instant at, Actor actor, List<Clock> clocks) implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(CaseAction.RESUME, actor)
        .with(before.procedure().goingOn(at))
        .stop(ClockKind.SUSPENSION, before.caseNo(), at)
        .change(clocks);
  }
}
