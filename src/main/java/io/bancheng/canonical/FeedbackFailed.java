package io.bancheng.canonical;

import java.time.Instant;

/**
 * What had counted as telling the reporter came back undelivered (退信): the attempt reached nobody,
 * the case waits for its feedback again, and the limit runs on to the time it was due.
 */
public record FeedbackFailed(Instant at, Actor actor, FeedbackMethod method, Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(CaseAction.FAIL_FEEDBACK, actor)
        .notTold()
        .stop(ClockKind.CALLBACK, before.caseNo(), at)
        .stop(ClockKind.ARCHIVE, before.caseNo(), at)
        .resume(ClockKind.FEEDBACK, before.caseNo());
  }
}
