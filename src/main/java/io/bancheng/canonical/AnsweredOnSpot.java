package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/** A clerk answered at once; the case is closed. */
public record AnsweredOnSpot(Instant at, Actor actor, Texts texts, List<Clock> clocks)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(CaseAction.ANSWER_ON_SPOT, actor)
        .with(new Closure(at, ResultType.ANSWERED, null, actor.id(), texts))
        .stop(Clock::running, at)
        .start(clocks);
  }
}
