package io.bancheng.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** The words in which people of departments read and write what systems say in codes. */
final class OfficeWords {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> ACTS =
      Map.of(
          "SIGNED", "签收",
          "PROGRESS", "进展",
          "OPINION_SUBMITTED", "办结",
          "RETURN_REQUESTED", "退回",
          "EXTENSION_REQUESTED", "延期");
  private static final Map<String, String> RESULTS =
      Map.of("SOLVED", "已解决", "EXPLAINED", "已解释", "CANNOT_BE_DONE", "无法办理");
  private static final Map<String, String> REASONS =
      Map.of("NOT_OUR_DUTY", "非本单位职责", "COMPLEX_FACTS", "情况复杂");

  private OfficeWords() {}

  /** What a reply does; a word that nobody knows for a type that nobody knows. */
  static String act(JsonNode reply) {
    return ACTS.getOrDefault(reply.path("eventType").asText(), "归档");
  }

  static String result(JsonNode reply) {
    return word(RESULTS, reply.path("resultType").asText());
  }

  static String reason(JsonNode reply) {
    return word(REASONS, reply.path("reasonCode").asText());
  }

  /** What it has to say, whatever its kind. */
  static String text(JsonNode reply) {
    return reply
        .path("opinionText")
        .asText(reply.path("reasonText").asText(reply.path("text").asText()));
  }

  /** A letter from what a person sees of it. */
  static ObjectNode letter(String headline, String assignmentId, String messageId, String text) {
    var letter = JSON.createObjectNode();
    letter.put("messageType", type(headline));
    letter.put("assignmentId", assignmentId).put("messageId", messageId);
    letter.putObject("demand").put("content", text);
    return letter;
  }

  /** A reply; none if it is nothing that can be read. */
  static Optional<JsonNode> reply(String text) {
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String type(String headline) {
    if (headline.contains("新转办件")) {
      return "ASSIGNMENT_DISPATCHED";
    }
    if (headline.contains("未通过")) {
      return "OPINION_REJECTED";
    }
    return headline.contains("撤回") ? "ASSIGNMENT_WITHDRAWN" : "OTHER";
  }

  private static String word(Map<String, String> words, String code) {
    return words.getOrDefault(code, code);
  }
}
