package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Handling pauses for a stated reason (挂起).
 *
 * @param until when it goes on by itself
 * @param paused the clocks that rest meanwhile
 * @param clocks the one that ends the rest
 */
public record Suspended(
    Instant at,
    Actor actor,
    String reasonCode,
    Instant until,
    Set<ClockKind> paused,
    Texts texts,
    List<Clock> clocks)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    var rest = new Procedure.Suspension(reasonCode, at, until, null);
    return before
        .act(CaseAction.SUSPEND, actor)
        .with(before.procedure().resting(rest))
        .withAssignments(before.assignments().stream().map(a -> a.suspensionAsked(null)).toList())
        .pause(paused, at, reasonCode)
        .start(clocks);
  }
}
