package io.bancheng.harness;

/** The words of a simulated department that is asked for its replies: a mapping. */
public final class PolledWords {
  public static final String YAML =
      """
      source: json
      version: 1
      items: rows
      page: { cursor: rows.updatedAt, next: next }
      reply:
        eventType: eventType
        assignmentId: assignmentId
        occurredAt: occurredAt
        actor: actor
        idempotencyKey: idempotencyKey
        text: text
        opinionText: opinionText
        publicReplyText: publicReplyText
        resultType: resultType
      """;

  private PolledWords() {}
}
