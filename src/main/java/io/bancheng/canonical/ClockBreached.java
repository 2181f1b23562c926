package io.bancheng.canonical;

import java.time.Instant;

/**
 * A limit passed without what it was for (超期).
 *
 * @param lookAt when supervision looks at it next, null if there is nothing more to come
 */
public record ClockBreached(
    Instant at,
    Actor actor,
    ClockKind kind,
    String subject,
    int round,
    Instant dueAt,
    Instant lookAt)
    implements CaseEvent {
  /** The same where nothing more is to come. */
  public ClockBreached(
      Instant at, Actor actor, ClockKind kind, String subject, int round, Instant dueAt) {
    this(at, actor, kind, subject, round, dueAt, null);
  }

  @Override
  public Case applyTo(Case before) {
    return before.breach(kind, subject, round, at).watch(kind, subject, round, lookAt);
  }
}
