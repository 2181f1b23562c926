package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.harness.Department;
import io.bancheng.harness.HubClient.Answer;
import io.bancheng.harness.Orders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Departments post what they reply; each reply is told what became of it. */
class CallbackTest extends HubTest {
  private static final String YBJ = "340882:ybj";
  private static final String AT = "2026-10-13T09:00:00+08:00";

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-13T09:00:00");
  }

  @Test
  void a_reply_changes_the_assignment_and_saying_it_again_changes_nothing() {
    String caseNo = order("CB-1");
    String signed = reply("SIGNED", caseNo + "-1").toString();
    assertThat(only(hub().reply(YBJ, signed))).isEqualTo(List.of("TAKEN", caseNo));
    assertThat(only(hub().reply(YBJ, signed))).isEqualTo(List.of("REPEATED", caseNo));
    String reworded = signed.replace("\"经办人\"", "\"另一经办人\"");
    assertThat(only(hub().reply(YBJ, reworded))).as("same key").containsExactly("REPEATED", caseNo);
    assertThat(state(caseNo)).isEqualTo("HANDLING");
    assertThat(types(caseNo)).containsOnlyOnce("Signed").doesNotContain("ReplyRecorded");
  }

  @Test
  void each_reply_of_a_list_has_its_own_end_and_none_is_lost() {
    String caseNo = order("CB-2");
    String foreign = hub().push("hotline", foreign("CB-3")).text("caseNo");
    String list =
        List.of(
                reply("SIGNED", caseNo + "-1"),
                reply("PROGRESS", "340882990101000012-1").put("text", "无此工单"),
                reply("SIGNED", foreign + "-1"),
                reply("DONE", caseNo + "-1"),
                "只有文字".length(),
                reply("PROGRESS", caseNo).put("text", "只报工单编号"))
            .toString();
    var answer = hub().reply(YBJ, list);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().path("results").findValuesAsText("result"))
        .containsExactly("TAKEN", "PARKED", "PARKED", "PARKED", "PARKED", "TAKEN");
    assertThat(answer.body().path("results").findValuesAsText("code"))
        .containsExactly("UNKNOWN_SUBJECT", "UNKNOWN_SUBJECT", "INVALID", "INVALID");
    assertThat(answer.body().at("/results/3/detail").asText()).contains("/eventType: unknown code");
    assertThat(parkedOf("department.340882.ybj")).isGreaterThanOrEqualTo(4);
    assertThat(types(caseNo)).containsSubsequence("Signed", "Progressed");
    assertThat(state(foreign)).isEqualTo("PENDING_SIGN");
  }

  @Test
  void what_is_out_of_turn_late_or_contradicts_is_recorded_and_changes_nothing() {
    String caseNo = order("CB-4");
    String id = caseNo + "-1";
    var opinion = reply("OPINION_SUBMITTED", id).put("resultType", "SOLVED");
    opinion.put("opinionText", "已重新备案").put("publicReplyText", "已办结");
    assertThat(only(hub().reply(YBJ, opinion.toString())).get(0)).isEqualTo("TAKEN");
    assertThat(types(caseNo)).containsSubsequence("Signed", "OpinionSubmitted", "Closed");

    assertThat(only(hub().reply(YBJ, reply("SIGNED", id).toString())).get(0))
        .as("out of turn")
        .isEqualTo("RECORDED");
    opinion.put("resultType", "CANNOT_BE_DONE").put("idempotencyKey", "other");
    var contradicts = hub().reply(YBJ, opinion.toString());
    assertThat(only(contradicts).get(0)).isEqualTo("RECORDED");
    assertThat(contradicts.body().at("/results/0/detail").asText()).startsWith("the case is ");
    assertThat(hub().find(caseNo).at("/closure/resultType").asText()).isEqualTo("SOLVED");
  }

  @Test
  void a_parked_reply_that_is_said_again_is_tried_again() {
    var unknown = reply("SIGNED", "340882990101000020-1").toString();
    assertThat(only(hub().reply(YBJ, unknown)).get(0)).isEqualTo("PARKED");
    long parked = parkedOf("department.340882.ybj");
    assertThat(only(hub().reply(YBJ, unknown)).get(0)).isEqualTo("PARKED");
    assertThat(parkedOf("department.340882.ybj")).as("kept once").isEqualTo(parked);
  }

  @Test
  void only_the_department_itself_may_reply() {
    String caseNo = order("CB-5");
    byte[] signed = reply("SIGNED", caseNo + "-1").toString().getBytes(StandardCharsets.UTF_8);
    for (String other : List.of("department.341322.swj", "channel.hotline", "staff.admin")) {
      assertThat(hub().reply(other, YBJ, "application/json", signed).status())
          .as(other)
          .isEqualTo(403);
    }
    assertThat(
            hub().reply("department.340882.ybj", "340882:wjw", "application/json", signed).status())
        .as("a department without a file")
        .isEqualTo(404);
    assertThat(state(caseNo)).isEqualTo("PENDING_SIGN");
  }

  @Test
  void what_cannot_be_read_is_refused_and_parked_with_its_bytes() {
    long before = parkedOf("department.340882.ybj");
    var unreadable = hub().reply(YBJ, "{\"eventType\": ");
    assertThat(unreadable.status()).isEqualTo(400);
    assertThat(unreadable.text("code")).isEqualTo("UNREADABLE");
    assertThat(parkedOf("department.340882.ybj")).isEqualTo(before + 1);
    assertThat(
            hub()
                .reply(
                    "department.340882.ybj",
                    YBJ,
                    "application/x-www-form-urlencoded",
                    "a=b".getBytes(StandardCharsets.UTF_8))
                .status())
        .as("nobody reads a form out of it")
        .isEqualTo(400);
  }

  private String order(String number) {
    return hub().push("hotline", Orders.numbered(number)).text("caseNo");
  }

  /** An order for another department. */
  private static String foreign(String number) {
    return Orders.order(number, "341522", "转学手续办不了", "来电人反映转学手续办理时两校互相要求先出证明。").toString();
  }

  private static ObjectNode reply(String type, String assignmentId) {
    return Department.reply(type, assignmentId, AT);
  }

  /** What became of the only reply, and its case. */
  private static List<String> only(Answer answer) {
    assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(202);
    assertThat(answer.body().path("results")).hasSize(1);
    var result = answer.body().at("/results/0");
    return List.of(result.path("result").asText(), result.path("caseNo").asText());
  }

  private String state(String caseNo) {
    return hub().find(caseNo).at("/assignments/0/state").asText();
  }

  private List<String> types(String caseNo) {
    return hub().find(caseNo).path("timeline").findValuesAsText("type");
  }

  private long parkedOf(String door) {
    return hub().parked().stream().filter(p -> p.path("door").asText().equals(door)).count();
  }
}
