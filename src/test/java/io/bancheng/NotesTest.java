package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.harness.Department;
import io.bancheng.harness.Orders;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a channel says about its cases: one way in, each note once, and nothing of others. */
class NotesTest extends HubTest {
  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-13T09:00:00");
  }

  @Test
  void a_note_is_answered_with_where_its_case_stands() {
    String caseNo = order("NOTE-1");
    var taken = hub().say("hotline", urge("NOTE-1", "1"));
    assertThat(taken.status()).isEqualTo(202);
    assertThat(taken.body())
        .hasToString(
            "{\"code\":\"0\",\"caseNo\":\""
                + caseNo
                + "\",\"status\":\"HANDLING\",\"noteType\":\"URGE\"}");
  }

  @Test
  void the_path_decides_nothing() {
    order("NOTE-2");
    assertThat(hub().push("hotline", urge("NOTE-2", "1")).status()).isEqualTo(202);
    var order = hub().say("hotline", Orders.numbered("NOTE-3"));
    assertThat(order.status()).isEqualTo(201);
  }

  @Test
  void the_shipped_urge_has_its_effect_by_http_and_by_queue() throws Exception {
    var pushed = hub().push("hotline", Orders.shipped("H01-remote-medical"));
    String caseNo = pushed.text("caseNo");
    int before = urges(caseNo);
    String urge = Orders.shipped("N01-urge-message");
    assertThat(hub().say("hotline", urge).status()).isEqualTo(202);
    assertThat(urges(caseNo)).isEqualTo(before + 1);
    try (var hotline = Department.channel(broker.port(), "hotline", hub())) {
      hotline.send(urge);
      await().atMost(Duration.ofSeconds(15)).until(() -> receipts(hotline, caseNo).size() == 1);
      assertThat(urges(caseNo)).isEqualTo(before + 1);
      hotline.send(urge.replace("\"urgeNo\": 2", "\"urgeNo\": 3"));
      await().atMost(Duration.ofSeconds(15)).until(() -> receipts(hotline, caseNo).size() == 2);
      assertThat(urges(caseNo)).isEqualTo(before + 2);
      assertThat(receipts(hotline, caseNo).get(1).path("noteType").asText()).isEqualTo("URGE");
    }
  }

  @Test
  void a_repeated_note_has_no_second_effect_however_often_it_comes_at_once() {
    String caseNo = order("NOTE-4");
    var answers =
        IntStream.range(0, 20)
            .parallel()
            .mapToObj(n -> hub().say("hotline", urge("NOTE-4", "1")))
            .toList();
    assertThat(answers).allMatch(a -> a.status() == 202);
    assertThat(answers)
        .filteredOn(a -> a.raw().headers().firstValue("Idempotent-Replayed").isEmpty())
        .hasSize(1);
    assertThat(urges(caseNo)).isEqualTo(1);
  }

  @Test
  void the_same_words_on_the_same_day_are_the_same_note_and_on_another_day_another() {
    String caseNo = order("NOTE-5");
    var urge = Orders.note("URGE", "NOTE-5", "urgeContent", "请尽快");
    hub().say("hotline", urge.put("pushTime", "2026-10-13 09:00:00").toString());
    hub().say("hotline", urge.put("pushTime", "2026-10-13 09:05:00").put("pushSeq", 2).toString());
    assertThat(urges(caseNo)).isEqualTo(1);
    hub().say("hotline", urge.put("pushTime", "2026-10-14 09:00:00").toString());
    assertThat(urges(caseNo)).isEqualTo(2);
  }

  @Test
  void a_note_about_an_unknown_case_is_refused_and_parked() {
    var refused = hub().say("hotline", urge("NOTE-NOBODY", "1"));
    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.text("code")).isEqualTo("UNKNOWN_SUBJECT");
    assertThat(parked("NOTE-NOBODY")).hasSize(1);
  }

  @Test
  void the_same_number_of_another_city_is_another_order() {
    String caseNo = order("NOTE-6");
    var elsewhere = Orders.note("CANCEL", "NOTE-6").put("sysCode", "AH-HF-12345");
    assertThat(hub().say("hotline", elsewhere.toString()).status()).isEqualTo(404);
    assertThat(hub().find(caseNo).path("status").asText()).isEqualTo("HANDLING");
  }

  @Test
  void a_note_that_overtakes_its_order_in_the_queue_waits_for_it() throws Exception {
    try (var hotline = Department.channel(broker.port(), "hotline", hub())) {
      hotline.send(urge("NOTE-7", "1"));
      CLOCK.turnTo("2026-10-13T09:00:01");
      String caseNo = order("NOTE-7");
      CLOCK.turnTo("2026-10-13T09:00:02");
      await().atMost(Duration.ofSeconds(15)).until(() -> urges(caseNo) == 1);
      hotline.send(urge("NOTE-NEVER", "1"));
      whileTimePasses(() -> parked("NOTE-NEVER").size() == 1);
      var task = "/api/v1/tasks?role=OPERATIONS&kind=PARKED&limit=500";
      assertThat(hub().get("staff.admin", task).body().path("tasks").findValuesAsText("subject"))
          .contains(parked("NOTE-NEVER").get(0).path("id").asText());
    }
  }

  @Test
  void a_merged_orders_notes_go_to_the_case_it_was_merged_into() {
    String first = order("NOTE-8");
    var second = Orders.order("NOTE-9", "340882", "再次催办", "来电人再次来电催办，至今无人联系。");
    ((ObjectNode) second.get("data")).put("oldOrderCode", "NOTE-8");
    String merged = hub().push("hotline", second.toString()).text("caseNo");
    var taken = hub().say("hotline", urge("NOTE-9", "1"));
    assertThat(taken.text("caseNo")).isEqualTo(merged);
    assertThat(taken.text("mergedIntoCaseNo")).isEqualTo(first);
    assertThat(urges(first)).isEqualTo(2);
    hub().say("hotline", Orders.note("CANCEL", "NOTE-9", "cancelReason", "撤").toString());
    assertThat(hub().find(first).path("status").asText()).isEqualTo("HANDLING");
  }

  @Test
  void what_the_state_does_not_permit_is_refused_clearly_and_parked() {
    order("NOTE-10");
    hub().say("hotline", Orders.note("CANCEL", "NOTE-10", "cancelReason", "撤").toString());
    var order = Orders.note("SUPPLEMENT", "NOTE-10", "pushed", "nothing");
    assertThat(hub().say("hotline", order.toString()).status()).isEqualTo(422);
    var unknown = hub().say("hotline", Orders.note("TRANSFER_LOG", "NOTE-10").toString());
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.body().at("/errors/0/pointer").asText()).isEqualTo("/type");
  }

  private String order(String code) {
    return hub().push("hotline", Orders.numbered(code)).text("caseNo");
  }

  private static String urge(String order, String number) {
    return Orders.note("URGE", order, "urgeNo", number, "urgeContent", "催办").toString();
  }

  private int urges(String caseNo) {
    return hub().find(caseNo).path("urges").asInt();
  }

  private static List<JsonNode> receipts(Department hotline, String caseNo) {
    return hotline.about(caseNo, "ACK").stream().filter(ack -> ack.has("noteType")).toList();
  }

  /** The message may be read late, and is tried again some seconds after that. */
  private static void whileTimePasses(BooleanSupplier reached) {
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () -> {
              CLOCK.forward(Duration.ofSeconds(10));
              return reached.getAsBoolean();
            });
  }

  private List<JsonNode> parked(String text) {
    return hub().parked().stream().filter(p -> p.path("detail").asText().contains(text)).toList();
  }
}
