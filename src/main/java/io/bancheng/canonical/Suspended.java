package io.bancheng.canonical;

import java.time.Instant;

/** Handling pauses for a stated reason (挂起). */
public record Suspended(Instant at, Actor actor, String reasonCode, Instant until, Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.act(CaseAction.SUSPEND, actor);
  }
}
