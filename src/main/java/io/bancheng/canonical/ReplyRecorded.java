package io.bancheng.canonical;

import java.time.Instant;

/** A reply that came too late or twice to change anything; kept as it was said. */
public record ReplyRecorded(
    Instant at,
    Actor actor,
    String assignmentId,
    ReplyType replyType,
    Instant occurredAt,
    String why,
    Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before;
  }
}
