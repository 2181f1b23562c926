package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/** The case was handed to its departments, one of them in the lead (转办). */
public record Dispatched(
    Instant at, Actor actor, List<Assignment> assignments, List<Clock> clocks, Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(CaseAction.DISPATCH, actor)
        .stop(ClockKind.DISPATCH, before.caseNo(), at)
        .stop(ClockKind.HANDLE, before.caseNo(), at)
        .dispatched(assignments)
        .start(clocks);
  }
}
