package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/** Something is missing before the case can be screened; the reporter is asked for it. */
public record InfoRequested(Instant at, Actor actor, List<String> missingFields, List<Clock> clocks)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(CaseAction.ASK_FOR_INFO, actor)
        .with(before.procedure().asked(missingFields))
        .stop(ClockKind.ACCEPT, before.caseNo(), at)
        .stop(ClockKind.INFO, before.caseNo(), at)
        .start(clocks);
  }
}
