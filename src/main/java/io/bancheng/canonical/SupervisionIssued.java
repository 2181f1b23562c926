package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/**
 * A person issued a supervision order (签发督办单).
 *
 * @param tells efficiency offices that hear of it beside the department
 * @param clocks the limit of the department's answer
 */
public record SupervisionIssued(
    Instant at,
    Actor actor,
    String orderId,
    List<DepartmentId> tells,
    List<Clock> clocks,
    Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .supervise(orderId, SupervisionAction.ISSUE, actor)
        .order(orderId, o -> o.issued(at, actor, clocks.get(0).dueAt()))
        .start(clocks);
  }
}
