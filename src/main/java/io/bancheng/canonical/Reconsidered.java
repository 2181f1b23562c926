package io.bancheng.canonical;

import java.time.Instant;

/** A refusal is looked at once more. */
public record Reconsidered(Instant at, Actor actor, Texts texts) implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.act(CaseAction.RECONSIDER, actor);
  }
}
