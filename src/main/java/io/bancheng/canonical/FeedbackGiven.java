package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/** The reporter was told (反馈), or three documented attempts on two days did not reach anybody. */
public record FeedbackGiven(
    Instant at,
    Actor actor,
    int attemptNo,
    FeedbackMethod method,
    FeedbackOutcome outcome,
    List<Clock> clocks)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(CaseAction.GIVE_FEEDBACK, actor)
        .told(new Feedback(attemptNo, at, method, outcome, actor.id()))
        .stop(ClockKind.FEEDBACK, before.caseNo(), at)
        .start(clocks);
  }
}
