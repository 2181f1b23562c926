package io.bancheng.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A schema in {@code docs/schemas}, by which editors complete one kind of operators' files. */
public final class EditorSchema {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter()
          .withArrayIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance)
          .withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private final Path file;

  private EditorSchema(Path file) {
    this.file = file;
  }

  public static EditorSchema of(String kind) {
    return new EditorSchema(Path.of("docs/schemas", kind + ".schema.json"));
  }

  /** That it is the one which the first line of an operators' file names. */
  public void isNamedIn(Path operators) throws IOException {
    String named = Files.readAllLines(operators).get(0);
    assertThat(named).startsWith("# yaml-language-server: $schema=");
    Path there = operators.resolveSibling(named.substring(named.indexOf('=') + 1)).normalize();
    assertThat(there).isEqualTo(file).exists();
  }

  /** That it says what was made of the readers; what was made lies in {@code target/schemas}. */
  public void is(JsonNode made) throws IOException {
    String text = JSON.writer(PRINTER).writeValueAsString(made) + "\n";
    Path beside = Files.createDirectories(Path.of("target/schemas")).resolve(file.getFileName());
    Files.writeString(beside, text);
    assertThat(file).as("copy target/schemas/*.json to docs/schemas").content().isEqualTo(text);
  }

  /** What it marks in a file's text. */
  public List<String> faults(String yaml) throws IOException {
    var settings = LoadSettings.builder().build();
    JsonNode value = JSON.valueToTree(new Load(settings).loadFromString(yaml));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(JSON.readTree(file.toFile()))
        .validate(value)
        .stream()
        .map(Object::toString)
        .toList();
  }
}
