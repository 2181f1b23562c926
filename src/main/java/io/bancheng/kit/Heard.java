package io.bancheng.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.mappings.Replies;
import java.io.IOException;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * One reply as the department gave it.
 *
 * @param said null if the bytes are no JSON object
 * @param fault what is wrong with it as a reply; empty if nothing is
 */
record Heard(JsonNode said, String fault, Instant at) {
  static Heard of(byte[] raw, DepartmentId department, Instant at) {
    return new Heard(json(raw), fault(raw, department), at);
  }

  private static JsonNode json(byte[] raw) {
    try {
      var tree = CanonicalJson.MAPPER.readTree(raw);
      return tree != null && tree.isObject() ? tree : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static String fault(byte[] raw, DepartmentId department) {
    try {
      Replies.read(raw, department);
      return "";
    } catch (Unacceptable e) {
      return e.faults().isEmpty()
          ? e.kind().name()
          : e.faults().stream()
              .map(fault -> fault.pointer() + " " + fault.detail())
              .collect(Collectors.joining("; "));
    }
  }

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
