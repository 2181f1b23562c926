package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/** Handling goes on (恢复). */
public record Resumed(Instant at, Actor actor, List<Clock> clocks) implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.act(CaseAction.RESUME, actor).start(clocks);
  }
}
