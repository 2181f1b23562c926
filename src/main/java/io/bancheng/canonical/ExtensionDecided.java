package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/**
 * More time was granted or not (延期审批).
 *
 * @param clocks the clock that runs longer when it was granted: the case's handling clock, or that
 *     of one support
 */
public record ExtensionDecided(
    Instant at, Actor actor, String assignmentId, boolean granted, Texts texts, List<Clock> clocks)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(assignmentId, AssignmentAction.DECIDE_EXTENSION, actor)
        .change(assignmentId, a -> a.extended(granted))
        .change(clocks);
  }
}
