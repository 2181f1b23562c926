package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/**
 * More time was granted or not (延期审批).
 *
 * @param clocks the new handling clock when it was granted
 */
public record ExtensionDecided(
    Instant at, Actor actor, String assignmentId, boolean granted, Texts texts, List<Clock> clocks)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    var after = before.act(assignmentId, AssignmentAction.DECIDE_EXTENSION, actor);
    return granted ? after.stop(ClockKind.HANDLE, before.caseNo(), at).start(clocks) : after;
  }
}
