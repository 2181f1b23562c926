package io.bancheng.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The part of JSON Schema that the submission's schema uses, compiled to plain predicates: a quick
 * yes for the ordinary message. A no only means that the real validator must look.
 */
final class QuickCheck {
  private static final Set<String> NOTES =
      Set.of("$schema", "$id", "title", "x-personal", "additionalProperties", "properties");

  private final Predicate<JsonNode> all;

  private QuickCheck(Predicate<JsonNode> all) {
    this.all = all;
  }

  static QuickCheck of(JsonNode schema) {
    return new QuickCheck(compile(schema));
  }

  boolean fits(JsonNode value) {
    return all.test(value);
  }

  private static Predicate<JsonNode> compile(JsonNode schema) {
    var checks = new ArrayList<Predicate<JsonNode>>();
    for (var keyword : schema.properties()) {
      if (!NOTES.contains(keyword.getKey())) {
        checks.add(check(keyword.getKey(), keyword.getValue()));
      }
    }
    if (schema.has("properties")) {
      checks.add(properties(schema));
    }
    return value -> {
      for (var check : checks) {
        if (!check.test(value)) {
          return false;
        }
      }
      return true;
    };
  }

  private static Predicate<JsonNode> check(String keyword, JsonNode wanted) {
    return switch (keyword) {
      case "type" -> type(wanted);
      case "const" -> value -> value.equals(wanted);
      case "enum" -> oneOf(wanted);
      case "required" -> required(wanted);
      case "items" -> items(compile(wanted));
      case "pattern" -> pattern(Pattern.compile(wanted.asText()));
      case "minLength" -> value -> !value.isTextual() || length(value) >= wanted.asInt();
      case "maxLength" -> value -> !value.isTextual() || length(value) <= wanted.asInt();
      case "minimum" -> value -> !value.isNumber() || value.asLong() >= wanted.asLong();
      case "maximum" -> value -> !value.isNumber() || value.asLong() <= wanted.asLong();
      case "maxItems" -> value -> !value.isArray() || value.size() <= wanted.asInt();
      case "uniqueItems" -> QuickCheck::distinct;
      default -> value -> false;
    };
  }

  private static Predicate<JsonNode> type(JsonNode wanted) {
    var names = wanted.isArray() ? texts(wanted) : List.of(wanted.asText());
    return value -> names.contains(typeOf(value));
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      default -> value.isIntegralNumber() && value.canConvertToLong() ? "integer" : "other";
    };
  }

  private static Predicate<JsonNode> oneOf(JsonNode wanted) {
    var values = Set.copyOf(texts(wanted));
    return value -> value.isTextual() && values.contains(value.textValue());
  }

  private static Predicate<JsonNode> required(JsonNode wanted) {
    var names = texts(wanted);
    return value -> !value.isObject() || names.stream().allMatch(value::has);
  }

  private static Predicate<JsonNode> properties(JsonNode schema) {
    Map<String, Predicate<JsonNode>> known =
        schema.get("properties").properties().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> compile(e.getValue())));
    boolean open = schema.path("additionalProperties").asBoolean(true);
    return value -> {
      for (var field : value.properties()) {
        var check = known.get(field.getKey());
        if (check == null ? !open : !check.test(field.getValue())) {
          return false;
        }
      }
      return true;
    };
  }

  private static Predicate<JsonNode> items(Predicate<JsonNode> check) {
    return value -> StreamSupport.stream(value.spliterator(), false).allMatch(check);
  }

  private static Predicate<JsonNode> pattern(Pattern pattern) {
    return value -> !value.isTextual() || pattern.matcher(value.textValue()).find();
  }

  private static boolean distinct(JsonNode value) {
    var seen = new HashSet<JsonNode>();
    return StreamSupport.stream(value.spliterator(), false).allMatch(seen::add);
  }

  private static int length(JsonNode value) {
    String text = value.textValue();
    return text.codePointCount(0, text.length());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
