package io.bancheng.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.mappings.FieldTable.Field;

/**
 * Keeps to the words of the code lists. A code that is none of them is left out of its field and
 * noted: somebody's case does not wait for a code list.
 */
final class CodeWords {
  private static final int LONGEST = 64;

  private final ObjectNode unknown = JsonNodeFactory.instance.objectNode();

  /** The value if the field may have it; of a list those that it may have; null for nothing. */
  JsonNode kept(Field field, JsonNode value) {
    if (value == null || field.kind().words().isEmpty()) {
      return value;
    }
    if (value instanceof ArrayNode list && field.kind().type().equals("array")) {
      var known = list.arrayNode();
      list.forEach(item -> add(known, one(field, item)));
      return known.isEmpty() && !list.isEmpty() ? null : known;
    }
    return one(field, value);
  }

  /** The codes that were left out; empty if none was. */
  ObjectNode unknown() {
    return unknown;
  }

  private JsonNode one(Field field, JsonNode value) {
    if (value.isContainerNode() || field.kind().words().contains(value.asText())) {
      return value;
    }
    String code = value.asText();
    int end = code.offsetByCodePoints(0, Math.min(LONGEST, code.codePointCount(0, code.length())));
    note(String.join(".", field.target()), code.substring(0, end));
    return null;
  }

  private void note(String target, String code) {
    var before = unknown.get(target);
    if (before == null) {
      unknown.put(target, code);
    } else if (before instanceof ArrayNode several) {
      several.add(code);
    } else {
      unknown.putArray(target).add(before).add(code);
    }
  }

  private static void add(ArrayNode list, JsonNode item) {
    if (item != null) {
      list.add(item);
    }
  }
}
