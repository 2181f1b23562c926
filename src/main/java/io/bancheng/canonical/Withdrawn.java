package io.bancheng.canonical;

import java.time.Instant;

/** The reporter took the case back (撤销). */
public record Withdrawn(Instant at, Actor actor, Texts texts) implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.act(CaseAction.WITHDRAW, actor).stop(Clock::running, at);
  }
}
