package io.bancheng.canonical;

import java.time.Instant;

/**
 * The reporter is not told yet and the time for it is nearly over (反馈预警): said before it is late,
 * not after.
 *
 * @param dueAt until when the reporter is to be told
 */
public record FeedbackWarned(Instant at, Actor actor, Instant dueAt) implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before;
  }
}
