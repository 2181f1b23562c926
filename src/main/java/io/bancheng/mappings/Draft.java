package io.bancheng.mappings;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.Enclosure;
import io.bancheng.canonical.Submission;
import io.bancheng.mappings.FieldTable.Field;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A submission that is being written. Text is cleaned on the way in, and what is empty is left out.
 */
final class Draft {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");

  private final ObjectNode root = NODES.objectNode();
  private final CodeWords codes = new CodeWords();

  /** Starts with the parts that every submission has. */
  Draft() {
    for (String part : new String[] {"envelope", "reporter", "matter", "demand", "location"}) {
      root.putObject(part);
    }
    root.putArray("attachments");
    root.putObject("relations");
    root.putArray("flags");
  }

  ObjectNode root() {
    return root;
  }

  /** One of the parts that every submission has. */
  ObjectNode part(String name) {
    return (ObjectNode) root.get(name);
  }

  /**
   * Puts a value that an expression gave at the field's place, in the type that is wanted there.
   */
  void put(Field field, Object value) {
    JsonNode node = codes.kept(field, typed(node(value), field.kind().type()));
    if (node == null) {
      return;
    }
    ObjectNode parent = root;
    var path = field.target();
    for (String step : path.subList(0, path.size() - 1)) {
      parent = parent.withObjectProperty(step);
    }
    parent.set(path.get(path.size() - 1), node);
  }

  /** Notes the codes that no list knows, in the extensions. */
  void noteUnknownCodes() {
    if (!codes.unknown().isEmpty()) {
      root.withObjectProperty("extensions").set(Submission.UNKNOWN_CODES, codes.unknown());
    }
  }

  /** Names a document that came along with the message itself. */
  void enclose(Enclosure enclosure) {
    var file = ((ArrayNode) root.get("attachments")).addObject();
    if (enclosure.name() != null) {
      file.put("name", enclosure.name());
    }
    file.put("mediaType", enclosure.mediaType())
        .put("size", enclosure.content().length)
        .put("sha256", enclosure.sha256());
  }

  private static JsonNode typed(JsonNode node, String type) {
    if (node == null || node.isNull()) {
      return null;
    }
    boolean text = type.equals("string");
    if (text && node.isNumber()) {
      return NODES.textNode(node.decimalValue().toPlainString());
    }
    if (text && node.isBoolean()) {
      return NODES.textNode(node.asText());
    }
    if (type.equals("integer") && node.isTextual() && WHOLE.matcher(node.asText()).matches()) {
      return NODES.numberNode(Integer.parseInt(node.asText()));
    }
    return type.equals("array") && !node.isArray() ? NODES.arrayNode().add(node) : node;
  }

  static JsonNode node(Object value) {
    if (value instanceof String text) {
      String clean = Words.clean(text);
      return clean.isEmpty() ? null : NODES.textNode(clean);
    }
    if (value instanceof Boolean bool) {
      return NODES.booleanNode(bool);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Map<?, ?> map) {
      var object = NODES.objectNode();
      map.forEach((key, item) -> add(object, key.toString(), node(item)));
      return object.isEmpty() ? null : object;
    }
    if (value instanceof Iterable<?> list) {
      var array = NODES.arrayNode();
      list.forEach(item -> add(array, node(item)));
      return array;
    }
    if (value == null || value == Jsonata.NULL_VALUE) {
      return null;
    }
    throw new IllegalArgumentException("the expression gives a function, not a value");
  }

  private static void add(ObjectNode object, String key, JsonNode node) {
    if (node != null) {
      object.set(key, node);
    }
  }

  private static void add(ArrayNode array, JsonNode node) {
    if (node != null) {
      array.add(node);
    }
  }

  private static JsonNode number(Number number) {
    double value = number.doubleValue();
    if (number instanceof Double && value == Math.rint(value) && Math.abs(value) < 1e15) {
      return NODES.numberNode(number.longValue());
    }
    return Double.isFinite(value)
        ? NODES.numberNode(new BigDecimal(number.toString()))
        : NODES.textNode(number.toString());
  }
}
