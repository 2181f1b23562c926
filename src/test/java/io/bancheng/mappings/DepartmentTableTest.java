package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Problem;
import io.bancheng.canonical.Problems;
import io.bancheng.canonical.ReplyType;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file says how a department is told and how it replies. */
class DepartmentTableTest {
  private static final String BOTH =
      """
      source: xml
      version: 1
      zone: UTC
      lookups:
        step: { QS: SIGNED }
        part: { LEAD: 主办 }
      letters:
        as: xml
        charset: GB18030
        root: GD
        fields: { BH: caseNo, JS: $part(role), SJ: $localTime(at) }
      receipt: { taken: HZ.MA = "0", refused: HZ.MA = "1" }
      reply:
        eventType: $step(HF.CZ)
        assignmentId: HF.BH
        occurredAt: $localTime(HF.SJ)
      """;
  private static final String LETTER =
      "{\"caseNo\":\"340882261013000017\",\"role\":\"LEAD\",\"at\":\"2026-10-13T16:40:00\"}";
  private static final String SAID =
      "<?xml version=\"1.0\" encoding=\"GB18030\"?>\n"
          + "<GD><BH>340882261013000017</BH><JS>主办</JS><SJ>2026-10-14T00:40:00+08:00</SJ></GD>";

  @TempDir Path folder;
  private Path cases;

  @BeforeEach
  void beside() throws IOException {
    cases = Files.createDirectories(folder.resolve("departments/one"));
  }

  @Test
  void both_ways_are_read_from_one_file_with_the_same_lists_and_zone() throws IOException {
    var mappings = loaded(BOTH);
    assertThat(
            new String(
                mappings.department("one").orElseThrow().letter(LETTER),
                Charset.forName("GB18030")))
        .isEqualTo(SAID);
    var reply =
        mappings
            .replies("one")
            .orElseThrow()
            .read(
                "<HF><CZ>QS</CZ><BH>1-1</BH><SJ>20261013164000</SJ></HF>"
                    .getBytes(StandardCharsets.UTF_8),
                null,
                new DepartmentId("340882", "ybj"));
    assertThat(reply.eventType()).isEqualTo(ReplyType.SIGNED);
    assertThat(reply.occurredAt()).isEqualTo("2026-10-13T16:40:00Z");
  }

  @Test
  void a_file_may_say_one_of_both_and_must_say_that_whole() throws IOException {
    var told = loaded("version: 1\nletters: { as: json, fields: { id: messageId } }\n");
    assertThat(told.department("one")).isPresent();
    assertThat(told.replies("one")).isEmpty();
    assertThat(problems("version: 1\nlookups: { a: { b: c } }\n"))
        .hasSize(2)
        .anySatisfy(p -> assertThat(p).contains("one.yaml:1:1: \"source\" is missing."))
        .anySatisfy(p -> assertThat(p).contains("one.yaml:1:1: \"reply\" is missing."));
    assertThat(problems("version: 1\nreceipt: { taken: '1' }\n"))
        .singleElement()
        .asString()
        .contains("one.yaml:1:1: \"letters\" is missing.");
    assertThat(
            problems("version: 1\nsource: json\nletters: { as: json, fields: { id: messageId } }"))
        .singleElement()
        .asString()
        .contains("\"reply\" is missing.");
  }

  @Test
  void what_is_wrong_in_both_ways_is_told_once_with_its_place() throws IOException {
    assertThat(
            problems(
                """
                source: json
                version: 1
                zone: Mars
                lookups: { "1": {} }
                letters: { as: jsn, fields: { a: b } }
                reply: { eventType: a, assignmentId: b, occurredAt: c, txt: d }
                """))
        .hasSize(4)
        .anySatisfy(p -> assertThat(p).contains(":3:7: \"Mars\" is no time zone."))
        .anySatisfy(p -> assertThat(p).contains(":4:12: \"1\" cannot name a code list."))
        .anySatisfy(p -> assertThat(p).contains(":5:16: unknown shape \"jsn\"."))
        .anySatisfy(p -> assertThat(p).contains(":6:56: unknown field of a reply \"txt\"."));
  }

  @Test
  void letters_and_receipts_have_cases_beside_them_too() throws IOException {
    write("letters/lead.json", LETTER, StandardCharsets.UTF_8);
    write("letters/lead.expected.xml", SAID + "\n", Charset.forName("GB18030"));
    write("receipts/taken.xml", "<HZ><MA>0</MA></HZ>", StandardCharsets.UTF_8);
    write("receipts/taken.expected.json", "{\"receipt\": \"TAKEN\"}", StandardCharsets.UTF_8);
    assertThat(MappingCases.run(loaded(BOTH))).isEmpty();
  }

  @Test
  void a_letter_or_receipt_that_comes_out_otherwise_is_told() throws IOException {
    write("letters/lead.json", LETTER, StandardCharsets.UTF_8);
    write("letters/lead.expected.xml", SAID, StandardCharsets.UTF_8);
    write("letters/alone.json", LETTER, StandardCharsets.UTF_8);
    write("receipts/busy.xml", "<HZ><MA>7</MA></HZ>", StandardCharsets.UTF_8);
    write("receipts/busy.expected.json", "{\"receipt\": \"REFUSED\"}", StandardCharsets.UTF_8);
    assertThat(MappingCases.run(loaded(BOTH)))
        .hasSize(3)
        .anySatisfy(
            d -> {
              assertThat(d.file()).endsWith("letters/lead.expected.xml");
              assertThat(d.actual()).isEqualTo(SAID);
            })
        .anySatisfy(d -> assertThat(d.file()).endsWith("letters/alone.expected.xml"))
        .anySatisfy(
            d -> {
              assertThat(d.pointer()).isEqualTo("/receipt");
              assertThat(d.actual()).isEqualTo("\"UNCLEAR\"");
            });
  }

  @Test
  void a_json_letter_is_the_same_however_it_is_laid_out() throws IOException {
    var json = "version: 1\nletters: { as: json, fields: { no: caseNo, d.e: role } }\n";
    write("letters/lead.json", LETTER, StandardCharsets.UTF_8);
    write(
        "letters/lead.expected.json",
        "{\n  \"d\": {\"e\": \"LEAD\"},\n  \"no\": \"340882261013000017\"\n}\n",
        StandardCharsets.UTF_8);
    assertThat(MappingCases.run(loaded(json))).isEmpty();
    write("letters/lead.expected.json", "{\"no\": 1}", StandardCharsets.UTF_8);
    assertThat(MappingCases.run(loaded(json))).hasSize(1);
  }

  private void write(String name, String text, Charset charset) throws IOException {
    Path file = cases.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(charset));
  }

  private Mappings loaded(String yaml) throws IOException {
    Files.writeString(folder.resolve("departments/one.yaml"), yaml);
    return Mappings.load(folder, new FixedGazetteer());
  }

  private List<String> problems(String yaml) {
    return catchThrowableOfType(Problems.class, () -> loaded(yaml)).list().stream()
        .map(Problem::toString)
        .toList();
  }
}
