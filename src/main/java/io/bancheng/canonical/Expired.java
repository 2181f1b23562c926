package io.bancheng.canonical;

import java.time.Instant;

/** Nothing was supplied in time; the case ends. */
public record Expired(Instant at, Actor actor) implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.act(CaseAction.EXPIRE, actor).stop(Clock::running, at);
  }
}
