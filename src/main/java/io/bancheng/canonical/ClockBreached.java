package io.bancheng.canonical;

import java.time.Instant;

/** A limit passed without what it was for (超期). */
public record ClockBreached(
    Instant at, Actor actor, ClockKind kind, String subject, int round, Instant dueAt)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.breach(kind, subject, round, at);
  }
}
