package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bancheng.canonical.Problem;
import io.bancheng.canonical.Problems;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepartmentDialectTest {
  private static final String LETTER =
      """
      {"messageId":"m1","caseNo":"340882261013000017","role":"LEAD",
       "demand":{"title":"办不成 <b>&\\u0001𠮷"},"otherDepartments":[{"department":"a"},{"department":"b"}]}
      """;

  @TempDir Path folder;

  @Test
  void without_a_file_the_letter_goes_out_as_it_is() {
    assertThat(DepartmentDialect.PLAIN.letter(LETTER)).isEqualTo(utf8(LETTER));
    assertThat(DepartmentDialect.PLAIN.contentType()).isEqualTo("application/json; charset=UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "'', TAKEN",
    "'{\"ok\":true}', TAKEN",
    "'[]', TAKEN",
    "'<html>login</html>', UNCLEAR",
    "'{\"ok\":', UNCLEAR",
    "'ok', UNCLEAR",
    "'\"ok\"', UNCLEAR"
  })
  void any_json_or_nothing_at_all_is_a_receipt(String body, Receipt receipt) {
    assertThat(DepartmentDialect.PLAIN.receipt(utf8(body), "application/json")).isEqualTo(receipt);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"code\":\"0\"}', TAKEN",
    "'{\"code\":\"4001\"}', REFUSED",
    "'{\"code\":\"404\"}', ABSENT",
    "'{\"code\":\"500\"}', UNCLEAR",
    "'', UNCLEAR",
    "'<x/>', UNCLEAR"
  })
  void a_department_says_how_its_receipts_are_read(String body, Receipt receipt)
      throws IOException {
    var dialect =
        dialect(
            """
            version: 1
            letters: { as: json, fields: { id: messageId } }
            receipt:
              taken: code = "0"
              refused: $substring(code, 0, 1) = "4" and code != "404"
              absent: code = "404"
            """);
    assertThat(dialect.receipt(utf8(body), null)).isEqualTo(receipt);
  }

  @Test
  void xml_repeats_lists_and_leaves_out_what_it_cannot_carry() throws IOException {
    var dialect =
        dialect(
            """
            version: 1
            lookups: { part: { LEAD: 主办 } }
            letters:
              as: xml
              charset: GB18030
              root: Case
              fields:
                head.id: messageId
                head.part: $part(role)
                body.title: demand.title
                body.other: otherDepartments.department
                body.none: nothing
            """);
    assertThat(new String(dialect.letter(LETTER), Charset.forName("GB18030")))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"GB18030\"?>\n"
                + "<Case><head><id>m1</id><part>主办</part></head><body>"
                + "<title>办不成 &lt;b&gt;&amp;𠮷</title><other>a</other><other>b</other>"
                + "</body></Case>");
  }

  @Test
  void a_form_is_escaped_in_its_charset() throws IOException {
    var dialect =
        dialect(
            """
            version: 1
            letters: { as: form, charset: GB18030, fields: { no: caseNo, 'd.title': '"办=&"' } }
            """);
    assertThat(new String(dialect.letter(LETTER), StandardCharsets.US_ASCII))
        .isEqualTo("no=340882261013000017&d.title=%B0%EC%3D%26");
  }

  @Test
  void everything_that_is_wrong_is_told_with_its_place() throws IOException {
    assertThat(
            problems(
                """
                version: 1
                letters:
                  as: yaml
                  charset: LATIN1
                  fields: { a: "(" }
                reciept: { taken: "1" }
                """))
        .hasSize(4)
        .anySatisfy(p -> assertThat(p).contains(":6:1: unknown key \"reciept\"."))
        .anySatisfy(p -> assertThat(p).contains(":3:7: unknown shape \"yaml\"."))
        .anySatisfy(p -> assertThat(p).contains(":4:12: unknown charset \"LATIN1\"."));
    assertThat(problems("version: 1\nletters: { as: xml, fields: { 'a b': caseNo } }\n"))
        .anySatisfy(p -> assertThat(p).contains("\"root\" is missing"))
        .anySatisfy(p -> assertThat(p).contains("\"a b\" is no name of an element."));
    assertThat(problems("version: 1\nletters: { as: json, root: x, fields: { a: caseNo } }\n"))
        .singleElement()
        .asString()
        .contains("Only an xml has a root.");
  }

  private DepartmentDialect dialect(String yaml) throws IOException {
    return Mappings.load(written(yaml), new FixedGazetteer()).department("one").orElseThrow();
  }

  private List<String> problems(String yaml) throws IOException {
    Path dir = written(yaml);
    var problems =
        catchThrowableOfType(Problems.class, () -> Mappings.load(dir, new FixedGazetteer()));
    return problems.list().stream().map(Problem::toString).toList();
  }

  private Path written(String yaml) throws IOException {
    Files.createDirectories(folder.resolve("departments"));
    Files.writeString(folder.resolve("departments/one.yaml"), yaml);
    return folder;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
