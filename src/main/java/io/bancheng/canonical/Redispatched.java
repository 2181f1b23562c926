package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/** The lead is gone and no successor named yet; the coordinator must designate one (改派). */
public record Redispatched(Instant at, Actor actor, List<Clock> clocks) implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.act(CaseAction.REDISPATCH, actor).start(clocks);
  }
}
