package io.bancheng.mappings;

import static io.bancheng.canonical.DataQualityFlag.*;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.DataQualityFlag;
import io.bancheng.canonical.Gazetteer;
import java.util.EnumSet;
import java.util.TreeSet;

/**
 * What is done to every submission, whatever its source: identifiers in one form, contacts told
 * apart, the place looked up, and doubts told as flags. What people wrote stays as they wrote it.
 */
final class Normaliser {
  private static final int SHORTEST_CONTENT = 5;

  private final Places places;

  Normaliser(Gazetteer gazetteer) {
    this.places = new Places(gazetteer);
  }

  void normalise(Draft draft) {
    var flags = EnumSet.noneOf(DataQualityFlag.class);
    var reporter = draft.part("reporter");
    if (!draft.root().has("caseKind")) {
      draft.root().put("caseKind", "HANDLING");
    }
    Reporters.normalise(reporter, flags);
    times(draft.part("envelope"), draft.part("demand"), flags);
    places.normalise(draft.part("location"), flags);
    content(draft.part("demand"), flags);
    attachments((ArrayNode) draft.root().get("attachments"));
    write(flags, (ArrayNode) draft.root().get("flags"));
  }

  private static void times(
      ObjectNode envelope, ObjectNode demand, EnumSet<DataQualityFlag> flags) {
    if (!demand.has("reportedAt") || !envelope.has("sentAt")) {
      flags.add(TIME_MISSING);
      copy(envelope.get("sentAt"), demand, "reportedAt");
      copy(demand.get("reportedAt"), envelope, "sentAt");
    }
  }

  private static void copy(JsonNode from, ObjectNode to, String name) {
    if (from != null && !to.has(name)) {
      to.set(name, from);
    }
  }

  private static void content(ObjectNode demand, EnumSet<DataQualityFlag> flags) {
    String content = demand.path("content").asText();
    if (!content.isEmpty() && content.codePointCount(0, content.length()) < SHORTEST_CONTENT) {
      flags.add(CONTENT_TOO_SHORT);
    }
  }

  private static void attachments(ArrayNode attachments) {
    for (int i = 0; i < attachments.size(); i++) {
      if (attachments.get(i) instanceof ObjectNode file && !file.has("name")) {
        String url = file.path("sourceUrl").asText().replaceFirst("[?#].*", "");
        String last = url.substring(url.lastIndexOf('/') + 1);
        file.put("name", last.isEmpty() ? "附件" + (i + 1) : last);
      }
    }
  }

  /**
   * Alphabetical, so that equal submissions are written equal; unknown ones stay for the schema.
   */
  private static void write(EnumSet<DataQualityFlag> found, ArrayNode flags) {
    var names = new TreeSet<String>();
    found.forEach(flag -> names.add(flag.name()));
    flags.forEach(flag -> names.add(flag.asText()));
    flags.removeAll();
    names.forEach(flags::add);
  }
}
