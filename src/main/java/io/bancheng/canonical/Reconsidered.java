package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/** A refusal is looked at once more (复核), and only once. */
public record Reconsidered(Instant at, Actor actor, Texts texts, List<Clock> clocks)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(CaseAction.RECONSIDER, actor)
        .with(before.procedure().lookedAgain())
        .start(clocks == null ? List.of() : clocks);
  }
}
