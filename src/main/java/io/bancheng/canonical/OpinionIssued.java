package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/** Every department that is waited for has answered; the case goes to review (办理意见已出). */
public record OpinionIssued(Instant at, Actor actor, List<Clock> clocks) implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(CaseAction.OPINION_ISSUED, actor)
        .stop(ClockKind.HANDLE, before.caseNo(), at)
        .start(clocks);
  }
}
