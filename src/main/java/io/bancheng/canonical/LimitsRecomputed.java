package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/**
 * Due times were computed anew with the calendar in force, because a person had that done (期限重新计算);
 * {@code clocks} are those that moved.
 */
public record LimitsRecomputed(Instant at, Actor actor, List<Clock> clocks, Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.change(clocks);
  }
}
