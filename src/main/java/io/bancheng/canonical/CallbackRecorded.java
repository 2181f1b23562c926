package io.bancheng.canonical;

import java.time.Instant;

/** The reporter was called back (回访), or rated the result unasked. */
public record CallbackRecorded(Instant at, Actor actor, CallbackResult result, Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    var after =
        before
            .act(CaseAction.RECORD_CALLBACK, actor)
            .calledBack(new Callback(at, actor.role(), actor.id(), before.round(), result));
    return result.connected() ? after.stop(ClockKind.CALLBACK, before.caseNo(), at) : after;
  }
}
