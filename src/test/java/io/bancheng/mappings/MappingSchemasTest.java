package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.harness.EditorSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas by which editors complete field tables are made of the readers' own words. */
class MappingSchemasTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Object> TEXT =
      Map.of("type", List.of("string", "number", "boolean"));

  @Test
  void they_are_what_the_readers_take() throws IOException {
    EditorSchema.of("mapping").is(mapping());
    EditorSchema.of("department-mapping").is(department());
  }

  private static ObjectNode mapping() {
    var root = root("mapping", FieldTableReader.KEYS, List.of("source", "version", "fields"));
    var properties = root.withObject("properties");
    properties.withObject("source").putPOJO("enum", SourceFormat.byWord().keySet());
    properties.set("note", object(FieldTableReader.NOTE));
    properties.set("columns", lists(List.of("needed", "optional")));
    properties.set("accepts", object(List.of("when", "message")));
    properties.set("nothing", object(List.of("when", "message")));
    properties.withObject("ignore").put("type", "array").putPOJO("items", TEXT);
    properties.set("lookups", lookups());
    var fields = object(new SubmissionSchema().targets().keySet());
    fields.withObject("patternProperties").putPOJO("^extensions\\.\\w+$", TEXT);
    properties.set("fields", fields);
    return root;
  }

  private static ObjectNode department() {
    var root = root("department-mapping", DepartmentTableReader.KEYS, List.of("version"));
    var properties = root.withObject("properties");
    properties.set("reply", object(ReplyTableReader.FIELDS));
    properties.set("page", object(ReplyTableReader.PAGE));
    properties.set("accepts", object(List.of("when", "message")));
    properties.set("lookups", lookups());
    properties.set("receipt", object(LetterTableReader.RECEIPT));
    var letters = object(LetterTableReader.LETTERS);
    var parts = letters.withObject("properties");
    parts.putObject("as").putPOJO("enum", LetterTableReader.SHAPES);
    parts.putObject("charset").putPOJO("enum", LetterTableReader.CHARSETS);
    parts.set("fields", JSON.createObjectNode());
    properties.set("letters", letters);
    return root;
  }

  private static ObjectNode root(String title, Collection<String> keys, List<String> needed) {
    var root = JSON.createObjectNode();
    root.put("$schema", "http://json-schema.org/draft-07/schema#");
    root.put("title", title);
    root.put("type", "object");
    root.put("additionalProperties", false);
    root.putPOJO("required", needed);
    new TreeSet<>(keys).forEach(key -> root.withObject("properties").putObject(key));
    return root;
  }

  private static ObjectNode object(Collection<String> keys) {
    var node = JSON.createObjectNode();
    node.put("type", "object");
    node.put("additionalProperties", false);
    new TreeSet<>(keys).forEach(key -> node.withObject("properties").putPOJO(key, TEXT));
    return node;
  }

  private static ObjectNode lists(Collection<String> keys) {
    var node = object(keys);
    keys.forEach(key -> node.withObject("properties").putPOJO(key, Map.of("type", "array")));
    return node;
  }

  private static ObjectNode lookups() {
    var node = JSON.createObjectNode();
    node.put("type", "object");
    return node;
  }

  static Stream<Path> shippedFiles() throws IOException {
    return Stream.concat(
            Files.list(Path.of("mappings")), Files.list(Path.of("mappings/departments")))
        .filter(file -> file.toString().endsWith(".yaml"));
  }

  @ParameterizedTest
  @MethodSource("shippedFiles")
  void a_shipped_table_names_its_schema_and_keeps_to_it(Path file) throws IOException {
    boolean department = file.getParent().endsWith("departments");
    var schema = EditorSchema.of(department ? "department-mapping" : "mapping");
    schema.isNamedIn(file);
    String text = Files.readString(file);
    assertThat(schema.faults(text)).isEmpty();
    assertThat(schema.faults(text.replaceFirst("(?m)^version:", "versoin:"))).isNotEmpty();
  }
}
