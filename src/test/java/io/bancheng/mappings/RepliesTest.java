package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Reply;
import io.bancheng.canonical.ReplyType;
import io.bancheng.canonical.ResultType;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.canonical.Unacceptable.Fault;
import io.bancheng.canonical.Unacceptable.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RepliesTest {
  private static final DepartmentId YBJ = DepartmentId.parse("340882:ybj");
  private static final String SIGNED =
      """
      {"eventType": "SIGNED", "assignmentId": "340882260930000316-1",
       "occurredAt": "2026-09-30T17:20:00+08:00", "actor": "医保窗口 杨某",
       "idempotencyKey": "k1"}
      """;

  @Test
  void a_signature_is_read() {
    var reply = read(SIGNED);
    assertThat(reply.eventType()).isEqualTo(ReplyType.SIGNED);
    assertThat(reply.caseNo()).isEqualTo("340882260930000316");
    assertThat(reply.department()).isEqualTo(YBJ);
    assertThat(reply.occurredAt()).isEqualTo(Instant.parse("2026-09-30T09:20:00Z"));
    assertThat(reply.actor()).isEqualTo("医保窗口 杨某");
    assertThat(reply.idempotencyKey()).isEqualTo("k1");
    assertThat(reply.texts().byName()).isEmpty();
  }

  @Test
  void progress_and_opinion_carry_their_texts_by_name() {
    assertThat(read(reply("PROGRESS", "'text': '已联系民政'")).texts().byName())
        .containsOnlyKeys("text");
    var opinion =
        read(
            reply(
                "OPINION_SUBMITTED",
                "'text': '已重新结算', 'publicReplyText': '已退还', 'resultType': 'SOLVED',"
                    + " 'policyBasis': '某办法', 'contactedReporterAt': '2026-10-13 16:30'"));
    assertThat(opinion.texts().get("opinionText")).isEqualTo("已重新结算");
    assertThat(opinion.texts().get("publicReplyText")).isEqualTo("已退还");
    assertThat(opinion.resultType()).isEqualTo(ResultType.SOLVED);
    assertThat(opinion.policyBasis()).isEqualTo("某办法");
    assertThat(opinion.contactedReporterAt()).isEqualTo(Instant.parse("2026-10-13T08:30:00Z"));
  }

  @Test
  void a_return_and_an_extension_carry_reasons() {
    var back =
        read(
            reply(
                "RETURN_REQUESTED",
                "'reasonCode': 'NOT_OUR_DUTY', 'suggestedDept': '341522:jyj', 'legalBasis': '办法',"
                    + " 'reasonText': '由教育部门负责'"));
    assertThat(back.reasonCode()).isEqualTo("NOT_OUR_DUTY");
    assertThat(back.suggestedDept()).isEqualTo("341522:jyj");
    assertThat(back.texts().get("reasonText")).isEqualTo("由教育部门负责");
    var more =
        read(
            reply("EXTENSION_REQUESTED", "'reasonCode': 'CROSS_REGION', 'requestedWorkdays': '5'"));
    assertThat(more.requestedWorkdays()).isEqualTo(5);
  }

  @Test
  void everything_that_is_wrong_with_a_reply_is_listed() {
    assertThat(refused("{\"eventType\": \"SIGND\"}").faults())
        .extracting(Fault::pointer)
        .containsExactly("/eventType", "/assignmentId", "/occurredAt");
    var bad =
        refused(reply("EXTENSION_REQUESTED", "'reasonCode': 'BECAUSE', 'requestedWorkdays': -3"));
    assertThat(bad.kind()).isEqualTo(Kind.INVALID);
    assertThat(bad.faults())
        .extracting(Fault::pointer)
        .containsExactly("/reasonCode", "/requestedWorkdays");
    assertThat(refused(reply("OPINION_SUBMITTED", "'resultType': 'DONE', 'text': {}")).faults())
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/text", "/opinionText", "/resultType");
    assertThat(refused(reply("SIGNED", "'contactedReporterAt': 'gestern'")).faults())
        .extracting(Fault::pointer)
        .containsExactly("/contactedReporterAt");
  }

  @Test
  void keys_that_we_do_not_know_are_left_alone() {
    assertThat(read(reply("SIGNED", "'pollId': 7, 'extra': {'a': [1]}")).eventType())
        .isEqualTo(ReplyType.SIGNED);
  }

  @Test
  void a_reply_without_a_key_gets_the_same_key_whenever_it_is_said_again() {
    var once = read(reply("PROGRESS", "'text': '已联系'")).idempotencyKey();
    assertThat(once).startsWith("sha256:").hasSize(71);
    assertThat(read(reply("PROGRESS", "'poll': 2, 'text' : '已联系'")).idempotencyKey())
        .isEqualTo(once);
    assertThat(read(reply("PROGRESS", "'text': '未联系'")).idempotencyKey()).isNotEqualTo(once);
  }

  @Test
  void what_cannot_be_read_is_told_apart() {
    assertThat(refused("{\"eventType\": ").kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(refused("[]").kind()).isEqualTo(Kind.INVALID);
  }

  private static String reply(String type, String more) {
    return ("{'eventType': '%s', 'assignmentId': '340882260930000316-1',"
            + " 'occurredAt': '2026-10-08T09:15:00+08:00', %s}")
        .formatted(type, more)
        .replace('\'', '"');
  }

  private static Reply read(String json) {
    return Replies.read(json.getBytes(StandardCharsets.UTF_8), YBJ);
  }

  private static Unacceptable refused(String json) {
    return catchThrowableOfType(Unacceptable.class, () -> read(json));
  }
}
