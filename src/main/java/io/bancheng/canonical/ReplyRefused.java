package io.bancheng.canonical;

import java.time.Instant;

/**
 * The office's rules do not allow what a department asked for; it is told why, and nothing changes.
 *
 * @param rule the rule's name, e.g. {@code TOO_LATE}
 */
public record ReplyRefused(
    Instant at,
    Actor actor,
    String assignmentId,
    ReplyType replyType,
    Instant occurredAt,
    String rule,
    Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before;
  }
}
