package io.bancheng.mappings;

import static io.bancheng.mappings.Samples.HOTLINE;
import static io.bancheng.mappings.Samples.MAPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.CaseKind;
import io.bancheng.canonical.Channel;
import io.bancheng.canonical.Submission;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.canonical.Unacceptable.Fault;
import io.bancheng.canonical.Unacceptable.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MappingTest {
  @Test
  void a_submission_survives_being_written_and_read() throws Exception {
    var submission = Samples.submission(Samples.raw(), HOTLINE);
    String json = CanonicalJson.write(submission);
    assertThat(CanonicalJson.MAPPER.readValue(json, Submission.class)).isEqualTo(submission);
  }

  @Test
  void every_fault_is_listed_by_its_pointer() {
    var refused =
        refused(d -> d.put("appealType", "9").put("callTime", "昨天").remove("appealContent"));
    assertThat(refused.kind()).isEqualTo(Kind.INVALID);
    assertThat(refused.faults())
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/demand/reportedAt", "/demand/content");
    assertThat(refused.faults()).noneMatch(f -> f.detail().contains("昨天"));
  }

  @Test
  void a_code_that_no_list_knows_is_noted_and_refuses_nothing() {
    var submission =
        Samples.read(d -> d.put("appealType", 9).put("emergencyLevel", "很".repeat(70)));
    assertThat(submission.demand().type()).isNull();
    assertThat(submission.demand().urgencyReported()).isNull();
    assertThat(submission.caseKind()).isEqualTo(CaseKind.HANDLING);
    assertThat(submission.extensions().get("unknownCodes"))
        .isEqualTo(Map.of("demand.type", "9", "demand.urgencyReported", "很".repeat(64)));
  }

  @Test
  void a_date_that_does_not_exist_is_refused_in_its_place() {
    assertThat(refused(d -> d.put("deadline", "2026-02-30 10:00:00")).faults())
        .extracting(Fault::pointer)
        .containsExactly("/demand/sourceDueAt");
    assertThat(refused(d -> d.put("deadline", "2026-02-30T10:00:00+08:00")).faults()).hasSize(1);
  }

  @Test
  void a_push_of_an_unknown_kind_opens_no_case_and_is_refused_with_the_kinds_there_are() {
    var visit = "{\"pushType\": \"TRANSFER_LOG\", \"data\": {\"orderCode\": \"A1\"}}";
    var refused = refused(visit.getBytes(StandardCharsets.UTF_8));
    assertThat(refused.kind()).isEqualTo(Kind.INVALID);
    assertThat(refused.faults())
        .containsExactly(
            new Fault(
                "/type", "is none of [URGE, SUPPLEMENT, CANCEL, REDO, SUPERVISE, VISIT, BOUNCE]"));
  }

  @Test
  void the_senders_key_stands_in_for_a_missing_case_id() {
    var keyed = new Received("hotline", Channel.HOTLINE, "key-1", null);
    assertThat(
            Samples.submission(Samples.with(d -> d.put("orderCode", " ")), keyed)
                .envelope()
                .sourceCaseId())
        .isEqualTo("key-1");
    assertThat(Samples.submission(Samples.raw(), keyed).envelope().sourceCaseId())
        .isEqualTo("AQ2610091000123");
    assertThat(refused(d -> d.remove("orderCode")).faults())
        .extracting(Fault::pointer)
        .containsExactly("/envelope/sourceCaseId");
  }

  @Test
  void a_missing_time_is_taken_from_the_other_and_flagged() {
    var submission = Samples.read(d -> d.put("callTime", ""));
    assertThat(submission.demand().reportedAt()).isEqualTo(submission.envelope().sentAt());
    assertThat(submission.flags()).extracting(Enum::name).containsExactly("TIME_MISSING");
  }

  @Test
  void numbers_and_nulls_do_where_text_is_wanted() {
    var submission =
        Samples.read(
            d ->
                d.put("orderCode", 2610091000123L)
                    .put("callerTel", 19400000021L)
                    .put("appealType", 3)
                    .put("isSecret", true)
                    .putNull("callerName")
                    .putNull("files"));
    assertThat(submission.envelope().sourceCaseId()).isEqualTo("2610091000123");
    assertThat(submission.reporter().contacts()).hasSize(1);
    assertThat(submission.demand().type()).isEqualTo("COMPLAINT");
    assertThat(submission.reporter().confidential()).isTrue();
  }

  @Test
  void long_texts_keep_their_paragraphs_and_joined_emoji() {
    String text = "第一段👨‍👩‍👧\n\n第二段𬭎 (1 < 2)\t！".repeat(60);
    assertThat(Samples.read(d -> d.put("appealContent", " \r\n" + text)).demand().content())
        .isEqualTo(text);
  }

  @Test
  void the_declared_charset_and_a_byte_order_mark_are_honoured() {
    String text = new String(Samples.raw(), StandardCharsets.UTF_8);
    var gbk = new Received("hotline", Channel.HOTLINE, null, "application/json; charset=GBK");
    assertThat(Samples.submission(text.getBytes(Charset.forName("GB18030")), gbk).reporter().name())
        .isEqualTo("吴某某");
    assertThat(
            Samples.submission(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8), HOTLINE).flags())
        .isEmpty();
    var odd = new Received("hotline", Channel.HOTLINE, null, "application/json; charset=nonsense");
    assertThat(
            catchThrowableOfType(Unacceptable.class, () -> MAPPING.read(Samples.raw(), odd)).kind())
        .isEqualTo(Kind.UNREADABLE);
  }

  @Test
  void hostile_bytes_are_unreadable_and_nothing_worse() {
    String big = "{\"data\": {\"n\": %s}}";
    for (String text :
        List.of(
            "",
            "{",
            "[".repeat(100_000),
            "{\"a\":".repeat(65) + "1" + "}".repeat(65),
            big.formatted("9".repeat(5_000)),
            "{\"a\": 1, \"a\": 2}",
            "{\"a\": 1} {\"b\": 2}",
            "{\"a\": \"\\ud83d\"}",
            "{\"a\": \"" + "x".repeat(300_000) + "\"}",
            "{\"a\": NaN}",
            "not json at all",
            manyKeys())) {
      var refused = refused(text.getBytes(StandardCharsets.UTF_8));
      assertThat(refused.kind()).isEqualTo(Kind.UNREADABLE);
      assertThat(refused.getMessage()).hasSizeLessThan(120).doesNotContain("not json at all");
    }
    assertThat(refused(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}).kind())
        .isEqualTo(Kind.UNREADABLE);
  }

  @Test
  void json_that_is_no_object_or_huge_numbers_are_invalid_not_worse() {
    for (String text : List.of("null", "1", "\"x\"", "[]", "[[1]]", "{}")) {
      assertThat(refused(text.getBytes(StandardCharsets.UTF_8)).kind()).isEqualTo(Kind.INVALID);
    }
    assertThat(
            Samples.read(
                    d -> d.set("seatNo", CanonicalJson.MAPPER.getNodeFactory().numberNode(1e300)))
                .extensions())
        .containsKey("seatNo");
  }

  @Test
  void an_object_where_text_is_wanted_is_a_fault_in_its_place() {
    assertThat(refused(d -> d.putObject("orderTitle").put("x", 1)).faults())
        .extracting(Fault::pointer)
        .containsExactly("/demand/title");
    assertThat(refused(d -> d.putArray("emergencyLevel").add(1).add(2)).faults())
        .extracting(Fault::pointer)
        .containsOnly("/demand/urgencyReported");
  }

  @Test
  void a_novel_in_a_telephone_field_costs_nothing() {
    String novel = "电话".repeat(40_000) + "x";
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () ->
            assertThat(refused(d -> d.put("callerTel", novel).put("callerName", novel)).faults())
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder("/reporter/contacts/0/value", "/reporter/name"));
  }

  @Test
  void a_truncated_message_is_unreadable_with_its_place() {
    var bytes = "{\"a\":\n \"b".getBytes(StandardCharsets.UTF_8);
    assertThat(refused(bytes)).hasMessage("The text ends before the JSON does at line 2, column 4");
  }

  private static String manyKeys() {
    var text = new StringBuilder("{");
    for (int i = 0; i < 1_000_000; i++) {
      text.append("\"k").append(i).append("\":1,");
    }
    return text.append("\"z\":1}").toString();
  }

  private static Unacceptable refused(Consumer<ObjectNode> change) {
    return refused(Samples.with(change));
  }

  private static Unacceptable refused(byte[] raw) {
    return catchThrowableOfType(Unacceptable.class, () -> MAPPING.read(raw, HOTLINE));
  }
}
