package io.bancheng.canonical;

import java.time.Instant;

/** Nothing more is to be done (归档). */
public record Archived(Instant at, Actor actor) implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.act(CaseAction.ARCHIVE, actor).stop(Clock::running, at);
  }
}
