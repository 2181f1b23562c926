package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/** The case is handled again in a new round (重办). */
public record Reopened(Instant at, Actor actor, int round, Texts texts, List<Clock> clocks)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(CaseAction.REOPEN, actor)
        .withRound(round)
        .stop(Clock::running, at)
        .start(clocks);
  }
}
