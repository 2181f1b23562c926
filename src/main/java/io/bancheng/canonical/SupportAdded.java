package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/** Another department helps from now on (加派). */
public record SupportAdded(
    Instant at, Actor actor, List<Assignment> assignments, List<Clock> clocks, Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.act(CaseAction.ADD_SUPPORT, actor).dispatched(assignments).start(clocks);
  }
}
