package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bancheng.canonical.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldTableReaderTest {
  @TempDir Path dir;

  @Test
  void every_fault_of_a_table_is_told_at_once_and_in_its_place() {
    assertThat(
            problems(
                """
                # a table
                source: jsn
                version: one
                feilds: {}
                lookups:
                  yes: {a: b}
                fields:
                  demand.contnet: a.b
                  demand.title: $uppercase(a.b
                  demand.content: $digts(a.b)
                  envelope.messageId: a.b
                  demand.content: a.c
                """))
        .containsExactly(
            "t.yaml:2:9: unknown source \"jsn\". Known: "
                + String.join(", ", SourceFormat.byWord().keySet())
                + ". Did you mean \"json\"?",
            "t.yaml:3:10: \"one\" is no version. Write 1, 2, 3 …",
            "t.yaml:4:1: unknown key \"feilds\". Known: accepts, answers, columns, fields, ignore,"
                + " lookups, note, nothing, source, version. Did you mean \"fields\"?",
            "t.yaml:6:3: \"yes\" cannot name a code list. Use letters, no own function.",
            "t.yaml:8:3: unknown target \"demand.contnet\". Known: see the schema,"
                + " extensions.<name>. Did you mean \"demand.content\"?",
            "t.yaml:9:17: Not an expression: Expected \")\" before end of expression. See JSONata's"
                + " manual.",
            "t.yaml:10:19: Not an expression: there is no function $digts. Did you mean"
                + " \"digits\"? See JSONata's manual.",
            "t.yaml:11:3: unknown target \"envelope.messageId\". Known: see the schema,"
                + " extensions.<name>.",
            "t.yaml:12:3: The key \"demand.content\" stands twice. Delete one.");
  }

  @Test
  void what_is_missing_is_told() {
    assertThat(problems("source: json\n"))
        .containsExactly(
            "t.yaml:1:1: \"version\" is missing. Add \"version:\".",
            "t.yaml:1:1: \"fields\" is missing. Add \"fields:\".");
  }

  @Test
  void a_table_has_columns_and_nothing_else_has() {
    String fields = "version: 1\nfields:\n  demand.content: 诉求内容\n";
    assertThat(problems("source: csv\n" + fields))
        .containsExactly("t.yaml:1:1: \"columns\" is missing. Add \"columns:\".");
    assertThat(problems("source: csv\ncolumns: {nedded: [诉求内容]}\n" + fields))
        .containsExactly(
            "t.yaml:2:11: unknown key \"nedded\". Known: needed, optional. Did you mean"
                + " \"needed\"?");
    assertThat(problems("source: json\ncolumns: {needed: [诉求内容]}\n" + fields))
        .containsExactly("t.yaml:2:10: Only a csv has columns. Delete them.");
  }

  @Test
  void a_file_that_is_no_yaml_is_told_with_its_place() {
    assertThat(problems("source: json\nfields: [a\n").get(0)).startsWith("t.yaml:3:1: Not YAML: ");
    assertThat(problems("")).containsExactly("t.yaml:1:1: The file is empty. Describe a format.");
  }

  @Test
  void a_leaf_that_is_neither_mapped_nor_ignored_and_a_path_without_example_are_told()
      throws Exception {
    write("source: json\nversion: 1\nfields:\n  demand.content: data.contnet\n");
    Files.createDirectory(dir.resolve("t"));
    Files.writeString(dir.resolve("t/one.json"), "{\"data\": {\"content\": \"x\"}}");
    assertThat(Mappings.load(dir, new FixedGazetteer()).uncovered().stream().map(this::text))
        .containsExactly(
            "t.yaml:4:3: data.content of one.json is neither mapped nor ignored. Give it a field or"
                + " list it under ignore.",
            "t.yaml:4:3: no example has data.contnet. Correct the path or add an example. Did you"
                + " mean \"data.content\"?");
  }

  private List<String> problems(String table) {
    write(table);
    var problems =
        catchThrowableOfType(Problems.class, () -> Mappings.load(dir, new FixedGazetteer()));
    return problems.list().stream().map(this::text).toList();
  }

  private void write(String table) {
    try {
      Files.writeString(dir.resolve("t.yaml"), table);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String text(Object problem) {
    return problem.toString().replace(dir + "/", "");
  }
}
