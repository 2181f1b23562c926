package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
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
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schemas by which editors complete field tables are made of the readers' own words. */
class MappingSchemasTest {
  private static final Path SCHEMAS = Path.of("docs/schemas");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Object> TEXT =
      Map.of("type", List.of("string", "number", "boolean"));

  @Test
  void they_are_what_the_readers_take() throws IOException {
    same("mapping", mapping());
    same("department-mapping", department());
  }

  private static void same(String kind, ObjectNode schema) throws IOException {
    var printer =
        new DefaultPrettyPrinter()
            .withArrayIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance)
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));
    String made = JSON.writer(printer).writeValueAsString(schema) + "\n";
    Files.createDirectories(Path.of("target/schemas"));
    Files.writeString(Path.of("target/schemas", kind + ".schema.json"), made);
    assertThat(SCHEMAS.resolve(kind + ".schema.json"))
        .as("copy target/schemas/*.json to docs/schemas")
        .content()
        .isEqualTo(made);
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
    String named = Files.readAllLines(file).get(0);
    assertThat(named).startsWith("# yaml-language-server: $schema=");
    Path schema = file.resolveSibling(named.substring(named.indexOf('=') + 1)).normalize();
    boolean department = file.getParent().endsWith("departments");
    assertThat(schema.getFileName().toString())
        .isEqualTo(department ? "department-mapping.schema.json" : "mapping.schema.json");
    String text = Files.readString(file);
    assertThat(faults(schema, text)).isEmpty();
    assertThat(faults(schema, text.replaceFirst("(?m)^version:", "versoin:"))).isNotEmpty();
  }

  private static List<String> faults(Path schema, String yaml) throws IOException {
    JsonNode value =
        JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(JSON.readTree(schema.toFile()))
        .validate(value)
        .stream()
        .map(Object::toString)
        .toList();
  }
}
