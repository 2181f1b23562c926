package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bancheng.canonical.CodeMeaning;
import io.bancheng.canonical.Problems;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.canonical.Unacceptable.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeListFileTest {
  private static final String BLOCK =
      """
      # 𠮷 the first line says what it is for
      source: json
      lookups:
        step:
          # signed
          QS: SIGNED   # at the window
          "01": PROGRESS

        other: { A: B }
      reply:
        eventType: $step(czlx)
      """;

  @Test
  void a_line_is_written_below_the_last_one_and_nothing_else_changes() {
    assertThat(file(BLOCK).with(code("step", "YS", "OPINION_SUBMITTED")))
        .contains(
            BLOCK.replace(
                "    \"01\": PROGRESS\n", "    \"01\": PROGRESS\n    YS: OPINION_SUBMITTED\n"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      delimiter = '|',
      value = {
        "{ A: B }|YS|{ A: B, YS: M }",
        "{ A: B, }|YS|{ A: B, YS: M, }",
        "{A: \"B\"}|1|{A: \"B\", \"1\": M}",
        "{}|已办结|{已办结: M}",
        "{ }|a\"b\\c: #|{ \"a\\\"b\\\\c: #\": M}"
      })
  void a_list_in_braces_gets_one_more(String list, String said, String after) {
    String yaml = "lookups: { step: %s } # 𠮷\nversion: 1\n";
    assertThat(file(yaml.formatted(list)).with(code("step", said, "M")))
        .contains(yaml.formatted(after));
  }

  @Test
  void windows_line_ends_and_a_last_line_without_one_are_kept() {
    assertThat(
            file("version: 1\r\nlookups:\r\n  step:\r\n    A: B\r\n").with(code("step", "C", "D")))
        .contains("version: 1\r\nlookups:\r\n  step:\r\n    A: B\r\n    C: D\r\n");
    assertThat(file("lookups:\n  step:\n    A: B").with(code("step", "C", "D")))
        .contains("lookups:\n  step:\n    A: B\n    C: D\n");
  }

  @Test
  void what_stands_there_already_is_left_alone_and_never_overwritten() {
    assertThat(file(BLOCK).with(code("step", "01", "PROGRESS"))).isEmpty();
    var conflict = refused(BLOCK, code("step", "QS", "PROGRESS"));
    assertThat(conflict.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(conflict)
        .hasMessage(
            "mappings/departments/one.yaml:6:5: \"QS\" means SIGNED in the list step."
                + " Change it there.");
  }

  @Test
  void a_list_that_the_hub_cannot_write_is_left_to_a_person() {
    assertThat(refused(BLOCK, code("steps", "YS", "SIGNED")).kind()).isEqualTo(Kind.INVALID);
    assertThat(refused("version: 1\n", code("step", "YS", "SIGNED")).kind())
        .isEqualTo(Kind.INVALID);
    var shared = "lookups:\n  a: &same\n    A: B\n  b: *same\n";
    assertThat(refused(shared, code("a", "C", "D")).kind()).isEqualTo(Kind.NOT_ALLOWED);
    assertThat(catchThrowableOfType(Problems.class, () -> file("a: [").with(code("a", "C", "D"))))
        .hasMessageContaining("one.yaml:1:5: Not YAML");
  }

  @Test
  void every_shipped_list_takes_a_code() throws IOException {
    for (String name : new String[] {"ybj-json", "gaj-xml", "bdc-json", "mail-reply"}) {
      Path path = Mappings.departmentFile(Path.of("mappings"), name);
      String text = Files.readString(path);
      String list = name.equals("mail-reply") ? "act" : name.equals("bdc-json") ? "action" : "step";
      assertThat(new CodeListFile(name, text).with(code(list, "新", "SIGNED")).orElseThrow())
          .hasSize(text.length() + "    新: SIGNED\n".length());
    }
  }

  private static CodeListFile file(String text) {
    return new CodeListFile("mappings/departments/one.yaml", text);
  }

  private static CodeMeaning code(String list, String code, String meaning) {
    return new CodeMeaning("one", list, code, meaning);
  }

  private static Unacceptable refused(String text, CodeMeaning code) {
    return catchThrowableOfType(Unacceptable.class, () -> file(text).with(code));
  }
}
