package io.bancheng.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.config.Shapes.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what readers ask of a kind of file as JSON Schema, with the files' own comments. */
final class EditorSchemas {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Comparator<Place> FULL_FIRST =
      Comparator.comparing(place -> !EditorSchemasTest.FULL_PATHS.contains(place.file()));

  private final Function<String, List<String>> lines;

  /**
   * Writes schemas.
   *
   * @param lines gives a file's lines by its path
   */
  EditorSchemas(Function<String, List<String>> lines) {
    this.lines = lines;
  }

  ObjectNode of(String kind, Shape shape) {
    var schema = JSON.createObjectNode();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", kind);
    schema.setAll(node(shape));
    return schema;
  }

  private ObjectNode node(Shape shape) {
    var node = JSON.createObjectNode();
    describe(shape, node);
    if (shape.facts.get("type") instanceof String type && type.equals("array")) {
      node.put("type", "array");
      if (shape.items != null) {
        node.set("items", node(shape.items));
      }
    } else if (!shape.keys.isEmpty() || !shape.children.isEmpty()) {
      object(shape, node);
    } else if (shape.facts.isEmpty()) {
      node.putPOJO("type", List.of("string", "number", "boolean"));
    } else {
      shape.facts.forEach(node::putPOJO);
    }
    return node;
  }

  private void object(Shape shape, ObjectNode node) {
    node.put("type", "object");
    if (shape.keys.isEmpty() && alike(shape)) {
      node.set("additionalProperties", node(merged(shape)));
      return;
    }
    if (shape.keys.isEmpty()) {
      var properties = node.putObject("properties");
      shape.children.forEach((key, child) -> properties.set(key, node(child)));
      return;
    }
    node.put("additionalProperties", false);
    var required =
        shape.keys.stream()
            .filter(key -> shape.needed.getOrDefault(key, 0) >= Math.max(1, shape.seen))
            .toList();
    if (!required.isEmpty()) {
      node.putPOJO("required", required);
    }
    var properties = node.putObject("properties");
    shape.keys.forEach(
        key ->
            properties.set(
                key,
                shape.children.containsKey(key)
                    ? node(shape.children.get(key))
                    : JSON.createObjectNode()));
  }

  private static boolean alike(Shape shape) {
    return shape.children.values().stream()
            .map(child -> List.of(child.keys, child.facts.getOrDefault("type", "")))
            .distinct()
            .count()
        <= 1;
  }

  /** Keys that people choose: any of them stands for all. */
  private static Shape merged(Shape shape) {
    var all = new Shape();
    for (Shape child : shape.children.values()) {
      all.keys.addAll(child.keys);
      child.facts.forEach(all.facts::putIfAbsent);
      child.children.forEach(all.children::putIfAbsent);
      child.needed.forEach((key, times) -> all.needed.merge(key, times, Integer::sum));
      all.seen += child.seen;
      all.items = all.items == null ? child.items : all.items;
    }
    return all;
  }

  /** The comment behind a key, or else the lines right above it; in whichever file has one. */
  private void describe(Shape shape, ObjectNode node) {
    Stream.<Function<Place, Optional<String>>>of(this::behind, this::above)
        .flatMap(look -> shape.places.stream().sorted(FULL_FIRST).map(look))
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(text -> node.put("description", text));
  }

  private Optional<String> behind(Place place) {
    String line = text(place).get(place.line() - 1);
    var parts = line.replaceAll("\"[^\"]*\"", "").split("\\s#\\s", 2);
    boolean own = line.indexOf(':') >= place.column() - 1 && !line.matches(".*\\{.*}.*");
    return parts.length == 2 && own ? Optional.of(parts[1].strip()) : Optional.empty();
  }

  private Optional<String> above(Place place) {
    var text = text(place);
    int at = place.line() - 1;
    int first = at;
    while (first > 1 && text.get(first - 1).strip().matches("# (?!\\w+: ).*")) {
      first--;
    }
    boolean begins = text.get(at).substring(0, place.column() - 1).isBlank();
    return first < at && begins
        ? Optional.of(
            text.subList(first, at).stream()
                .map(line -> line.strip().substring(2))
                .collect(Collectors.joining(" ")))
        : Optional.empty();
  }

  private List<String> text(Place place) {
    return lines.apply(place.file());
  }
}
