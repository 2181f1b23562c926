package io.bancheng.canonical;

import java.time.Instant;

/** An attempt to tell the reporter did not reach anybody. */
public record FeedbackAttempted(
    Instant at, Actor actor, int attemptNo, FeedbackMethod method, FeedbackOutcome outcome)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.told(new Feedback(attemptNo, at, method, outcome, actor.id()));
  }
}
