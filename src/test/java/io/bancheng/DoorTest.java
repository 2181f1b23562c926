package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.harness.Department;
import io.bancheng.harness.Orders;
import jakarta.jms.ConnectionFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the contract says about the entrances: every refusal is clear, and nothing read is lost. */
class DoorTest extends HubTest {
  @Autowired ConnectionFactory factory;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-12T09:00:00");
  }

  @Test
  void a_repeated_push_gets_the_same_receipt() {
    var first = hub().push("hotline", Orders.numbered("DOOR-1"));
    var again = hub().push("hotline", Orders.numbered("DOOR-1").replace("10:08:01", "10:13:01"));
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.raw().headers().firstValue("Location"))
        .hasValue("/api/v1/cases/" + first.text("caseNo"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("caseNo")).isEqualTo(first.text("caseNo"));
    assertThat(again.text("queryCode")).isEqualTo(first.text("queryCode")).matches("\\d{6}");
  }

  @Test
  void a_hundred_simultaneous_pushes_of_one_order_give_one_case() {
    var numbers =
        IntStream.range(0, 100)
            .parallel()
            .mapToObj(n -> hub().push("hotline", Orders.numbered("DOOR-100")).text("caseNo"))
            .distinct();
    assertThat(numbers).hasSize(1);
  }

  @Test
  void another_text_under_the_same_number_is_refused_and_parked() {
    hub().push("hotline", Orders.numbered("DOOR-2"));
    var other = hub().push("hotline", Orders.numbered("DOOR-2").replace("备案", "报销"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.text("code")).isEqualTo("CONFLICT");
    assertThat(parked("CONFLICT")).isTrue();
  }

  @Test
  void what_cannot_be_read_is_refused_and_kept() {
    var broken = hub().push("hotline", Orders.shipped("N03-truncated"));
    assertThat(broken.status()).isEqualTo(400);
    assertThat(broken.text("msg")).isEqualTo("报文无法解析，已留存待人工处理");
    assertThat(broken.raw().headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(parked("UNREADABLE")).isTrue();
  }

  @Test
  void every_fault_of_an_order_is_named() {
    var order = Orders.order("", "340882", "标题", "");
    var refused = hub().push("hotline", order.toString());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("errors"))
        .extracting(e -> e.path("pointer").asText())
        .contains("/envelope/sourceCaseId", "/demand/content");
  }

  @Test
  void strangers_and_others_are_kept_out() throws Exception {
    assertThat(bare("/api/v1/cases", null)).isEqualTo(401);
    assertThat(bare("/api/v1/cases", "wrong")).isEqualTo(401);
    assertThat(bare("/api/v1/parked", hub().secret("channel.hotline"))).isEqualTo(403);
    assertThat(bare("/actuator/prometheus", null)).isEqualTo(401);
    var foreign = hub().get("department.340882.ybj", "/api/v1/channels/hotline/cases");
    assertThat(foreign.status()).isEqualTo(403);
    assertThat(hub().get("channel.hotline", "/api/v1/channels/nobody/cases").status())
        .isEqualTo(404);
  }

  @Test
  void a_department_sees_its_own_cases_only_and_no_words() {
    String caseNo = hub().push("hotline", Orders.numbered("DOOR-3")).text("caseNo");
    var own = hub().get("department.340882.ybj", "/api/v1/cases/" + caseNo);
    assertThat(own.status()).isEqualTo(200);
    assertThat(own.body().has("demand")).isFalse();
    assertThat(hub().get("department.341522.gaj", "/api/v1/cases/" + caseNo).status())
        .isEqualTo(404);
  }

  @Test
  void staff_sees_a_masked_reporter_and_an_unbroken_chain() {
    String caseNo = hub().push("hotline", Orders.numbered("DOOR-4")).text("caseNo");
    var reporter = hub().find(caseNo).path("reporter");
    assertThat(reporter.path("name").asText()).isEqualTo("吴**");
    assertThat(reporter.at("/contacts/0/value").asText()).matches("194\\*{4}\\d{4}");
    var events = hub().get("staff.admin", "/api/v1/cases/" + caseNo + "/events");
    assertThat(events.body().path("chainHolds").asBoolean()).isTrue();
  }

  @Test
  void a_second_call_is_linked_to_the_open_case_and_urges_it() throws Exception {
    var first = hub().push("hotline", Orders.numbered("DOOR-5"));
    var second = Orders.order("DOOR-6", "340882", "再次催办", "来电人再次来电催办，至今无人联系。");
    ((com.fasterxml.jackson.databind.node.ObjectNode) second.get("data"))
        .put("oldOrderCode", "DOOR-5");
    var linked = hub().push("hotline", second.toString());
    assertThat(linked.status()).isEqualTo(201);
    assertThat(linked.text("status")).isEqualTo("MERGED");
    assertThat(linked.text("mergedIntoCaseNo")).isEqualTo(first.text("caseNo"));
    hub().push("hotline", second.toString());
    assertThat(hub().find(first.text("caseNo")).path("urges").asInt()).isEqualTo(1);
    try (var department = Department.of(broker.port(), "340882.ybj", hub())) {
      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> department.about(first.text("caseNo"), "URGED").size() == 1);
    }
  }

  @Test
  void an_order_by_queue_gets_its_receipt_by_queue_every_time() throws Exception {
    try (var hotline = Department.channel(broker.port(), "hotline", hub())) {
      hotline.send(Orders.numbered("DOOR-7"));
      await().atMost(Duration.ofSeconds(15)).until(() -> receipts(hotline, "DOOR-7") == 1);
      hotline.send(Orders.numbered("DOOR-7"));
      await().atMost(Duration.ofSeconds(15)).until(() -> receipts(hotline, "DOOR-7") == 2);
      var pushed = hub().push("hotline", Orders.numbered("DOOR-7"));
      assertThat(pushed.status()).isEqualTo(200);
    }
  }

  @Test
  void a_reply_about_an_unknown_case_or_anothers_is_parked_at_once() throws Exception {
    String caseNo = hub().push("hotline", Orders.numbered("DOOR-8")).text("caseNo");
    try (var police = Department.of(broker.port(), "341522.gaj", hub())) {
      police.send(Department.reply("SIGNED", "000000000000000000-1", CLOCK.toString()).toString());
      await().atMost(Duration.ofSeconds(10)).until(() -> parkedDetail("000000000000000000"));
      police.send(Department.reply("SIGNED", caseNo + "-1", CLOCK.toString()).toString());
      await().atMost(Duration.ofSeconds(10)).until(() -> parkedDetail(caseNo + "-1"));
      police.send("not json");
      await().atMost(Duration.ofSeconds(10)).until(() -> parked("UNREADABLE"));
    }
    assertThat(hub().find(caseNo).at("/assignments/0/state").asText()).isEqualTo("PENDING_SIGN");
  }

  @Test
  void a_decision_that_the_state_does_not_allow_says_what_it_allows() {
    String caseNo = hub().push("hotline", Orders.numbered("DOOR-9")).text("caseNo");
    var refused = hub().act(caseNo, "close", "{\"resultType\":\"SOLVED\",\"resultText\":\"好\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("allowed").toString()).contains("withdraw");
    assertThat(hub().act(caseNo, "suspend", "{}").status()).isEqualTo(422);
    assertThat(hub().act("1", "accept", "{}").status()).isEqualTo(404);
    assertThat(hub().act(caseNo, "nonsense", "{}").status()).isEqualTo(422);
  }

  @Test
  void a_body_over_one_mebibyte_is_refused_unread() {
    var order = Orders.order("DOOR-BIG", "340882", "标题", "大".repeat(400_000));
    assertThat(hub().push("hotline", order.toString()).status()).isEqualTo(413);
  }

  @Test
  void what_the_broker_gave_up_on_is_parked() throws Exception {
    try (var connection = factory.createConnection();
        var session = connection.createSession()) {
      var letter = session.createTextMessage("{}");
      letter.setStringProperty("_AMQ_ORIG_ADDRESS", "department.340882.ybj.cases");
      session.createProducer(session.createQueue("hub.dead-letter")).send(letter);
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                any(
                    p ->
                        p.path("door").asText().equals("dead-letter.department.340882.ybj.cases")));
  }

  private static long receipts(Department hotline, String order) {
    return hotline.received().stream()
        .filter(r -> r.type().equals("ACK"))
        .filter(r -> r.body().path("sourceCaseId").asText().equals(order))
        .count();
  }

  private boolean parked(String reason) {
    return any(p -> p.path("reason").asText().equals(reason));
  }

  private boolean parkedDetail(String text) {
    return any(
        p ->
            p.path("reason").asText().equals("UNKNOWN_SUBJECT")
                && p.path("detail").asText().contains(text));
  }

  private boolean any(java.util.function.Predicate<JsonNode> which) {
    return hub().parked().stream().anyMatch(which);
  }

  private int bare(String path, String key) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
