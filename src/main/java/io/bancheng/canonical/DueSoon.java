package io.bancheng.canonical;

import java.time.Instant;

/** A limit will soon have passed (预警); whoever has to act is told. */
public record DueSoon(
    Instant at, Actor actor, ClockKind kind, String subject, int round, Instant dueAt)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.watch(kind, subject, round, null);
  }
}
