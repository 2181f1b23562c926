package io.bancheng.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.Submission;

/** Reads the JSON columns of a case's rows. */
final class CaseRow {
  private CaseRow() {}

  static Case state(JsonNode state) {
    try {
      return CanonicalJson.MAPPER.treeToValue(state, Case.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The ledger holds a case that cannot be read", e);
    }
  }

  /** What the reporter said, or null if it was erased. */
  static Submission submission(String words) {
    if (words == null) {
      return null;
    }
    JsonNode submission = read(words, JsonNode.class).get("submission");
    try {
      return CanonicalJson.MAPPER.treeToValue(submission, Submission.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The ledger holds a submission that cannot be read", e);
    }
  }

  static String category(Case c) {
    return c.classification() == null ? null : c.classification().categoryCode();
  }

  static String rule(Case c) {
    var classification = c.classification();
    return classification == null || classification.decision() == null
        ? "-"
        : classification.decision().ruleId();
  }

  static <T> T read(String json, Class<T> type) {
    try {
      return CanonicalJson.MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "The ledger holds a " + type.getSimpleName() + " that cannot be read", e);
    }
  }
}
