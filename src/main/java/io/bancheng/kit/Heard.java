package io.bancheng.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One reply as the department gave it.
 *
 * @param said null if it cannot be read
 * @param fault what is wrong with it as a reply; empty if nothing is
 */
record Heard(ObjectNode said, String fault, Instant at) {
  boolean is(String eventType) {
    return eventType.equals(text("eventType"));
  }

  boolean about(String assignmentId) {
    return assignmentId.equals(text("assignmentId"));
  }

  String key() {
    return text("idempotencyKey");
  }

  /** A field as text; empty if it is not there. */
  String text(String field) {
    return said == null ? "" : said.path(field).asText("");
  }
}
