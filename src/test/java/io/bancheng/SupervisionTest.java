package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.Seal;
import io.bancheng.harness.HubClient.Answer;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.DueClocks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What people do with supervision orders, over HTTP. */
class SupervisionTest extends HubTest {
  @Autowired JdbcTemplate jdbc;
  @Autowired Seal seal;
  @Autowired TransactionTemplate transaction;
  @Autowired DueClocks clocks;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-11-02T09:00:00");
  }

  @Test
  void a_second_yellow_card_within_ninety_days_proposes_a_red_one_and_two_offices_may_hear_of_it() {
    String first = dispatched("SUPER-1");
    String second = dispatched("SUPER-2");

    assertThat(act(first, "issueSupervision", "{\"level\": \"YELLOW_CARD\"}").status())
        .isEqualTo(200);
    assertThat(order(first, 1).isMissingNode()).isTrue();
    CLOCK.turnTo("2026-11-02T10:00:00");
    issueSecond(second);

    assertThat(order(second, 1).path("level").asText()).isEqualTo("RED_CARD");
    assertThat(order(second, 1).path("cause").asText()).isEqualTo("REPEATED");
    assertThat(order(second, 1).path("state").asText()).isEqualTo("PROPOSED");
    String red = "{\"orderId\": \"%s-D2\"}".formatted(second);
    assertThat(act(second, "issueSupervision", red).status()).isEqualTo(200);
    var told =
        jdbc.query(
            "select address, msg_id, body from outbox where case_no = ?"
                + " and type = 'SUPERVISION_ISSUED'",
            (rs, i) ->
                Map.entry(
                    rs.getString("address"),
                    new String(
                        seal.open("outbox/" + rs.getString("msg_id"), rs.getBytes("body")),
                        StandardCharsets.UTF_8)),
            second);
    assertThat(told.stream().filter(l -> l.getValue().contains("RED_CARD")).map(Map.Entry::getKey))
        .containsExactlyInAnyOrder(
            "department.340882.ybj.cases",
            "department.340882.xnb.cases",
            "department.340800.xnb.cases");
  }

  private void issueSecond(String caseNo) {
    assertThat(act(caseNo, "issueSupervision", "{\"level\": \"YELLOW_CARD\"}").status())
        .isEqualTo(200);
  }

  @Test
  void an_order_that_was_issued_can_be_lifted_but_neither_declined_nor_issued_again() {
    String caseNo = dispatched("SUPER-3");
    act(caseNo, "issueSupervision", "{\"level\": \"NOTICE\", \"requirement\": \"请书面说明\"}");
    String id = "{\"orderId\": \"%s-D1\", \"reason\": \"误发\"}".formatted(caseNo);

    assertThat(act(caseNo, "declineSupervision", id).status()).isEqualTo(409);
    assertThat(act(caseNo, "issueSupervision", id).status()).isEqualTo(409);
    assertThat(act(caseNo, "acceptAnswer", id).status()).isEqualTo(409);
    assertThat(act(caseNo, "liftSupervision", "{}").status()).isEqualTo(422);
    assertThat(act(caseNo, "liftSupervision", id).status()).isEqualTo(200);
    assertThat(order(caseNo, 0).path("state").asText()).isEqualTo("LIFTED");
    assertThat(act(caseNo, "issueSupervision", "{\"level\": \"AMBER\"}").status()).isEqualTo(422);
  }

  @Test
  void orders_are_listed_for_staff_and_each_is_a_document() {
    String caseNo = dispatched("SUPER-4");
    act(caseNo, "issueSupervision", "{\"level\": \"NOTICE\", \"requirement\": \"请书面说明\"}");

    var listed =
        hub().get("staff.admin", "/api/v1/supervision?state=ISSUED&level=NOTICE&region=3408");
    assertThat(listed.body().path("orders").findValuesAsText("caseNo")).contains(caseNo);
    assertThat(hub().get("department.340882.ybj", "/api/v1/supervision").status()).isEqualTo(403);

    var page =
        hub()
            .send(
                hub()
                    .request("staff.admin", "/api/v1/supervision/" + caseNo + "-D1")
                    .header("Accept", "text/html")
                    .GET());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.raw().body())
        .contains("督办单", "督办通知", "潜山市", "请书面说明", "已签发", "签发")
        .doesNotContain("th:text");
  }

  @Test
  void an_order_that_nobody_answers_in_time_proposes_the_next_rung() {
    String caseNo = dispatched("SUPER-5");
    act(caseNo, "issueSupervision", "{\"level\": \"NOTICE\"}");

    CLOCK.turnTo("2026-11-05T00:00:00");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(orders(caseNo))
                    .anySatisfy(
                        o -> {
                          assertThat(o.path("level").asText()).isEqualTo("YELLOW_CARD");
                          assertThat(o.path("cause").asText()).isEqualTo("UNANSWERED");
                        }));
  }

  @Test
  void whoever_acts_on_a_limit_has_its_case_and_others_pass_by() {
    String caseNo = dispatched("SUPER-6");
    var passed = new DueClocks.Passed(caseNo, io.bancheng.canonical.ClockKind.HANDLE, caseNo, 1);
    transaction.executeWithoutResult(
        mine -> {
          assertThat(clocks.claim(passed)).isTrue();
          assertThat(elsewhere(() -> transaction.execute(other -> clocks.claim(passed)))).isFalse();
        });
    assertThat(transaction.<Boolean>execute(later -> clocks.claim(passed))).isTrue();
  }

  private static boolean elsewhere(java.util.function.Supplier<Boolean> work) {
    return java.util.concurrent.CompletableFuture.supplyAsync(work).join();
  }

  private Answer act(String caseNo, String action, String data) {
    return hub().act(caseNo, action, data);
  }

  private JsonNode order(String caseNo, int i) {
    return hub().find(caseNo).at("/supervisionOrders/" + i);
  }

  private List<JsonNode> orders(String caseNo) {
    var found = hub().find(caseNo).path("supervisionOrders");
    return Stream.iterate(0, i -> i < found.size(), i -> i + 1).map(found::get).toList();
  }

  private String dispatched(String order) {
    var answer = hub().push("hotline", Orders.numbered(order));
    assertThat(answer.status()).isEqualTo(201);
    String caseNo = answer.text("caseNo");
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> hub().find(caseNo).path("status").asText().equals("HANDLING"));
    return caseNo;
  }
}
