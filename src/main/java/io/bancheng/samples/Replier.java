package io.bancheng.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Writes the replies of a simulated department from the contract alone. */
final class Replier {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Duration SLOW = Duration.ofHours(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Script script;
  private final Clock clock;

  Replier(Script script, Clock clock) {
    this.script = script;
    this.clock = clock;
  }

  /**
   * The reply that an act is.
   *
   * @param round tells one answer to the same assignment from a later one
   */
  String reply(Act act, JsonNode assignment, String round) {
    if (act.kind() == Act.Kind.GARBAGE) {
      return "{\"eventType\": \"SIGNED\", \"assignmentId\": ";
    }
    String id = assignment.path("assignmentId").asText();
    String about = act.kind() == Act.Kind.FOREIGN ? id + "9" : id;
    var reply =
        JSON.createObjectNode()
            .put("eventType", eventType(act))
            .put("assignmentId", about)
            .put("occurredAt", now())
            .put("actor", "示例经办人");
    if (!script.has(Habit.KEYLESS)) {
      reply.put("idempotencyKey", about + "|" + act.kind() + round);
    }
    fill(act.kind(), reply);
    act.fields().forEach((name, value) -> reply.set(name, JSON.valueToTree(value)));
    return script.has(Habit.LATIN_ONLY) ? latin(reply.toString()) : reply.toString();
  }

  private static String eventType(Act act) {
    return switch (act.kind()) {
      case PROGRESS -> "PROGRESS";
      case OPINION, CONTRADICT -> "OPINION_SUBMITTED";
      case RETURN -> "RETURN_REQUESTED";
      case EXTEND -> "EXTENSION_REQUESTED";
      case UNKNOWN -> "ARCHIVED_BY_US";
      default -> "SIGNED";
    };
  }

  private void fill(Act.Kind kind, ObjectNode reply) {
    switch (kind) {
      case OPINION ->
          reply
              .put("resultType", "SOLVED")
              .put("contactedReporterAt", now())
              .put("opinionText", "示例单位：已核实情况并办理完毕。")
              .put("publicReplyText", "您反映的事项已办理完毕，感谢您的监督。");
      case CONTRADICT ->
          reply.put("resultType", "CANNOT_BE_DONE").put("opinionText", "示例单位：经复核不能办理。");
      case PROGRESS -> reply.put("text", "示例单位：正在核实。");
      case RETURN -> reply.put("reasonCode", "NOT_OUR_DUTY").put("reasonText", "示例单位：不属本单位职责。");
      case EXTEND ->
          reply
              .put("reasonCode", "COMPLEX_FACTS")
              .put("reasonText", "示例单位：情况复杂。")
              .put("requestedWorkdays", 5);
      default -> {
        // nothing more to say
      }
    }
  }

  private static String latin(String text) {
    return text.replaceAll("[^\\x00-\\x7F]", "?");
  }

  private String now() {
    Instant now = clock.instant();
    return OffsetDateTime.ofInstant(script.has(Habit.SLOW_CLOCK) ? now.minus(SLOW) : now, ZONE)
        .truncatedTo(ChronoUnit.SECONDS)
        .toString();
  }
}
