package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.harness.HubClient.Answer;
import io.bancheng.harness.Orders;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the same person, or many people, said before is proposed to a person and never merged. */
class RepeatsTest extends HubTest {
  private static final String PHONE = "19455550001";

  @Test
  void the_same_reporter_with_the_same_category_waits_for_a_person_who_may_merge() {
    CLOCK.turnTo("2026-10-12T09:00:00");
    var first = push("REP-1", "异地就医备案失败", "异地就医备案一直提示失败，请帮助办理。");
    CLOCK.turnTo("2026-10-20T09:00:00");
    var again = push("REP-2", "异地就医备案还是失败", "上次说的异地就医备案还没有人联系。");

    assertThat(first.text("status")).isEqualTo("HANDLING");
    assertThat(again.text("status")).isEqualTo("SCREENING");
    var waiting = hub().find(again.text("caseNo"));
    assertThat(waiting.at("/suspects/0").asText()).isEqualTo(first.text("caseNo"));
    assertThat(waiting.at("/classification/decision/ruleId").asText()).isEqualTo("S01");

    assertThat(hub().act(again.text("caseNo"), "merge", "{}").status()).isEqualTo(200);
    assertThat(hub().find(again.text("caseNo")).path("mergedInto").asText())
        .isEqualTo(first.text("caseNo"));
    assertThat(hub().find(first.text("caseNo")).path("urges").asInt()).isEqualTo(1);
  }

  @Test
  void a_person_may_find_that_it_is_a_matter_of_its_own() {
    CLOCK.turnTo("2026-10-12T09:00:00");
    push("REP-3", "社保卡补办不了", "社保卡补办一直没有制出来，已经去了两次。", "19455550002");
    var again = push("REP-4", "社保卡又坏了", "另一张社保卡补办不了，这次是孩子的。", "19455550002");

    assertThat(again.text("status")).isEqualTo("SCREENING");
    assertThat(hub().act(again.text("caseNo"), "accept", "{}").status()).isEqualTo(200);
    assertThat(hub().find(again.text("caseNo")).path("status").asText()).isEqualTo("HANDLING");
  }

  @Test
  void a_repeat_that_screening_also_holds_back_waits_once() {
    CLOCK.turnTo("2026-10-12T09:00:00");
    push("REP-11", "异地就医备案失败", "异地就医备案一直提示失败，请帮助办理。", "19455550006");
    var again = push("REP-12", "异地就医备案失败", "异地就医备案还是失败，我已经向法院起诉并要求强制执行判决。", "19455550006");

    assertThat(again.status()).isEqualTo(201);
    var waiting = hub().find(again.text("caseNo"));
    assertThat(waiting.at("/screening/hits")).isNotEmpty();
    assertThat(waiting.path("suspects")).hasSize(1);
  }

  @Test
  void another_category_another_reporter_or_a_long_time_ago_is_no_repeat() {
    CLOCK.turnTo("2026-10-12T09:00:00");
    var first = push("REP-5", "工伤认定没有结论", "工伤认定材料交了四个月没有结论。", "19455550003");
    var other = push("REP-6", "身份证补办", "身份证丢失补办，窗口说系统不允许。", "19455550003");
    var stranger = push("REP-7", "工伤认定没有结论", "工伤认定材料交了四个月还没有结论。", "19455550004");
    CLOCK.turnTo("2026-10-28T09:00:01");
    var late = push("REP-8", "工伤认定没有结论", "工伤认定还是没有结论，请督促。", "19455550003");

    for (var answer : new Answer[] {first, other, stranger, late}) {
      assertThat(answer.text("status")).isEqualTo("HANDLING");
    }
  }

  @Test
  void merging_into_a_case_that_is_not_there_changes_nothing() {
    CLOCK.turnTo("2026-10-12T09:00:00");
    push("REP-9", "居住证办理", "居住证办理了一个月没有结果，请帮助。", "19455550005");
    var again = push("REP-10", "居住证办理", "居住证还没有办下来，请帮助催办。", "19455550005");
    String wrong = "{\"mergedIntoCaseNo\":\"340882000000000000\"}";

    assertThat(hub().act(again.text("caseNo"), "merge", wrong).status()).isEqualTo(404);
    assertThat(hub().find(again.text("caseNo")).path("status").asText()).isEqualTo("SCREENING");
  }

  @Test
  void the_same_words_from_many_people_raise_one_alert() {
    CLOCK.turnTo("2026-10-13T09:00:00");
    String said = "我们小区的业主都拿不到不动产权证，开发商说测绘没有通过，登记中心说没有收到材料，请政府出面解决。联系电话";
    String first = push("MASS-0", "不动产权证办不下来", said + "0", "19466660000").text("caseNo");
    for (int i = 1; i < 6; i++) {
      push("MASS-" + i, "不动产权证办不下来", said + i + "，谢谢", "1946666000" + i);
    }

    var alert =
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> alert("MASS_TEXT", first), found -> !found.isMissingNode());
    assertThat(alert.path("count").asInt()).isGreaterThanOrEqualTo(5);
    assertThat(hub().find(first).path("status").asText()).isEqualTo("HANDLING");
  }

  private JsonNode alert(String kind, String subject) {
    var all = hub().get("staff.admin", "/api/v1/alerts?open=true").body().path("alerts");
    return StreamSupport.stream(all.spliterator(), false)
        .filter(a -> a.path("kind").asText().equals(kind))
        .filter(a -> a.path("subject").asText().equals(subject))
        .findFirst()
        .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
  }

  private Answer push(String order, String title, String content) {
    return push(order, title, content, PHONE);
  }

  private Answer push(String order, String title, String content, String phone) {
    var body = Orders.order(order, "340882", title, content);
    ((ObjectNode) body.get("data")).put("callerTel", phone);
    return hub().push("hotline", body.toString());
  }
}
