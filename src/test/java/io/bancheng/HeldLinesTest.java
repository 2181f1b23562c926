package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.harness.HubClient.Answer;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.AlertScope;
import io.bancheng.ledger.Alerts;
import io.bancheng.ledger.AuditTrail;
import io.bancheng.ledger.Held;
import io.bancheng.ledger.Inbox;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** How channels do, and what happens to messages and letters while a line is held back. */
class HeldLinesTest extends HubTest {
  private static final String CHANNEL = "/api/v1/channels/hotline";
  private static final String DEPARTMENT = "/api/v1/departments/340882:ybj";

  @Autowired JdbcTemplate jdbc;
  @Autowired AuditTrail audit;
  @Autowired Alerts alerts;
  @Autowired Inbox inbox;
  @Autowired LineWatch watch;
  @Autowired CamelContext camel;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-14T09:00:00");
    jdbc.update("update inbound set state = 'D' where door = 'channel.hotline' and state <> 'D'");
  }

  @AfterEach
  void all_lines_are_open_again() {
    hub().post("staff.admin", CHANNEL + "/resume");
    hub().post("staff.admin", DEPARTMENT + "/resume");
    hub().post("staff.admin", "/api/v1/channels/desk/resume");
  }

  @Test
  void a_channel_shows_what_it_took_what_was_refused_and_what_it_is_behind() {
    CLOCK.turnTo("2026-10-14T12:00:00");
    var before = health();
    hub().push("hotline", Orders.numbered("HEALTH-1"));
    hub().push("hotline", "{ not an order");
    var after = health();
    assertThat(grown(before, after, "acceptedLastHour")).isEqualTo(1);
    assertThat(grown(before, after, "refusedLastHour")).isEqualTo(1);
    assertThat(grown(before, after, "parked")).isEqualTo(1);
    assertThat(after.path("lastAcceptedAt").asText()).isGreaterThanOrEqualTo("2026-10-14T12:00");
    assertThat(after.path("entrances"))
        .extracting(JsonNode::asText)
        .containsExactly("http", "queue");
    assertThat(after.path("mode").asText()).isEqualTo("RUNNING");
    CLOCK.turnTo("2026-10-14T12:30:00");
    watch.note();
    CLOCK.turnTo("2026-10-14T15:00:00");
    assertThat(health().path("acceptedLastHour").asInt()).as("an hour later").isZero();
    assertThat(health().path("lastAcceptedAt").asText()).isGreaterThanOrEqualTo("2026-10-14T12:00");
  }

  @Test
  void a_paused_channel_takes_nothing_by_http_and_leaves_its_queue_alone() {
    assertThat(turn(CHANNEL, "pause", "").status()).as("without a reason").isEqualTo(400);
    var paused = turn(CHANNEL, "pause", "%E7%BB%B4%E6%8A%A4").body();
    assertThat(paused.path("mode").asText()).isEqualTo("PAUSED");
    assertThat(paused.path("reason").asText()).isEqualTo("维护");
    assertThat(paused.path("modeBy").asText()).isEqualTo("staff.admin");
    var refused = hub().push("hotline", Orders.numbered("PAUSED-1"));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.text("code")).isEqualTo("PAUSED");
    assertThat(refused.raw().headers().firstValue("Retry-After")).contains("60");
    assertThat(hub().push("web", "formToken=x").status()).as("another").isNotEqualTo(503);
    settled();
    send("channel.hotline", Orders.numbered("PAUSED-2"));
    eventually(() -> assertThat(health().at("/unread/queue").asInt()).isEqualTo(1));
    assertThat(caseNo("PAUSED-1") + caseNo("PAUSED-2")).as("kept").isEmpty();
    assertThat(audited("/api/v1/channels/{channel}/pause")).contains("reason=维护 status=200");
    assertThat(turn(CHANNEL, "resume", "x").body().path("paused").asBoolean()).isFalse();
    eventually(() -> assertThat(caseNo("PAUSED-2")).isNotEmpty());
    assertThat(hub().push("hotline", Orders.numbered("PAUSED-1")).status()).isEqualTo(201);
  }

  @Test
  void what_a_paused_channel_has_left_waits_and_a_drained_one_reads_it_before_it_is_paused() {
    turn(CHANNEL, "pause", "x");
    byte[] order = Orders.numbered("LEFT-1").getBytes(StandardCharsets.UTF_8);
    var since = CLOCK.instant().minusSeconds(3600);
    long id =
        inbox
            .receive(
                new InboundMessage(
                    null, "channel.hotline", "left-1", "application/json", null, order, since))
            .get(0);
    var waiting = health();
    assertThat(waiting.path("waiting").asInt()).isEqualTo(1);
    assertThat(waiting.path("lagSeconds").asLong()).isPositive();
    settled();
    assertThat(state(id)).isEqualTo("N");
    turn(CHANNEL, "drain", "x");
    assertThat(hub().push("hotline", Orders.numbered("DRAINING-1")).status()).isEqualTo(503);
    eventually(() -> assertThat(state(id)).isEqualTo("D"));
    assertThat(health().path("mode").asText()).isEqualTo("DRAINING");
    CLOCK.turnTo("2026-10-14T09:00:06");
    eventually(() -> assertThat(health().path("mode").asText()).isEqualTo("PAUSED"));
  }

  @Test
  void letters_to_a_paused_department_wait_in_the_outbox_and_others_are_not_touched() {
    turn(DEPARTMENT, "pause", "x");
    String caseNo = hub().push("hotline", Orders.numbered("WAITS-1")).text("caseNo");
    eventually(() -> assertThat(sent(caseNo, "channel.hotline.answers")).isPositive());
    assertThat(sent(caseNo, "department.340882.ybj.cases")).isZero();
    var line = hub().get("staff.admin", DEPARTMENT + "/health").body();
    assertThat(line.path("paused").asBoolean()).isTrue();
    assertThat(line.path("undelivered").asInt()).isPositive();
    turn(DEPARTMENT, "resume", "x");
    eventually(() -> assertThat(sent(caseNo, "department.340882.ybj.cases")).isPositive());
  }

  @Test
  void whoever_paused_a_line_is_reminded_after_four_hours() {
    turn("/api/v1/channels/desk", "pause", "x");
    var since = CLOCK.instant();
    CLOCK.turnTo("2026-10-14T12:59:00");
    watch.remind();
    assertThat(reminders(since)).isZero();
    CLOCK.turnTo("2026-10-14T13:01:00");
    watch.remind();
    watch.remind();
    assertThat(reminders(since)).isEqualTo(1);
  }

  @Test
  void parked_messages_are_found_by_fault_and_entrance_and_tried_again_together() {
    assertThat(hub().push("hotline", "{ torn").status()).isEqualTo(400);
    String torn = "/api/v1/parked?reason=UNREADABLE&door=channel.hotline";
    var found = hub().get("staff.admin", torn).body().path("parked");
    assertThat(found)
        .isNotEmpty()
        .allSatisfy(m -> assertThat(m.path("door").asText()).isEqualTo("channel.hotline"));
    assertThat(found)
        .allSatisfy(m -> assertThat(m.path("reason").asText()).isEqualTo("UNREADABLE"));
    assertThat(hub().get("staff.admin", "/api/v1/parked?door=channel.nix").body().path("parked"))
        .isEmpty();
    String again = "/api/v1/parked/retry?reason=UNREADABLE&door=channel.";
    assertThat(hub().post("staff.admin", again + "nix").body().path("retried").asInt()).isZero();
    assertThat(hub().post("staff.admin", again + "hotline").body().path("retried").asInt())
        .isEqualTo(found.size());
    CLOCK.turnTo("2026-10-14T09:00:01");
    eventually(
        () ->
            assertThat(hub().get("staff.admin", torn).body().path("parked"))
                .as("torn as before")
                .hasSize(found.size()));
  }

  @Test
  void a_channel_is_shown_to_operations_only_and_one_that_is_not_connected_to_nobody() {
    assertThat(hub().get("channel.hotline", CHANNEL + "/health").status()).isEqualTo(403);
    assertThat(hub().get("staff.auditor", "/api/v1/channels").status()).isEqualTo(403);
    assertThat(turn("/api/v1/channels/nix", "pause", "x").status()).isEqualTo(404);
    assertThat(hub().get("staff.admin", "/api/v1/channels").body().path("channels"))
        .extracting(c -> c.path("channel").asText())
        .contains("counter", "desk", "hotline", "mail", "township", "web");
  }

  private long reminders(Instant since) {
    var held = new Held("channel.desk", "staff.admin", since);
    return alerts.list(false, AlertScope.ALL, CLOCK.instant(), 200).stream()
        .filter(a -> a.kind().equals(LineWatch.STILL_PAUSED))
        .filter(a -> a.subject().equals(held.line() + " since " + held.since()))
        .filter(a -> held.by().equals(a.owner()))
        .count();
  }

  private Answer turn(String line, String how, String reason) {
    String query = reason.isEmpty() ? "" : "?reason=" + reason;
    return hub()
        .send(hub().request("staff.admin", line + "/" + how + query).POST(BodyPublishers.noBody()));
  }

  private JsonNode health() {
    return hub().get("staff.admin", CHANNEL + "/health").body();
  }

  private static int grown(JsonNode before, JsonNode after, String field) {
    return after.path(field).asInt() - before.path(field).asInt();
  }

  /** The node has stopped reading the queue. */
  private void settled() {
    eventually(
        () ->
            assertThat(camel.getRouteController().getRouteStatus("accept-queue-hotline"))
                .isEqualTo(ServiceStatus.Stopped));
  }

  private void send(String queue, String body) {
    try (var context = broker.connectionFactory().createContext()) {
      context.createProducer().send(context.createQueue(queue), body);
    }
  }

  private String audited(String what) {
    return audit
        .page(new AuditTrail.Filter(null, null, null, "POST " + what, null, null, null, 9))
        .stream()
        .map(e -> e.deed().detail())
        .toList()
        .toString();
  }

  private String caseNo(String source) {
    return String.join(
        "",
        jdbc.queryForList(
            "select case_no from case_record where source_case_id = ?", String.class, source));
  }

  private String state(long id) {
    return jdbc.queryForObject("select state from inbound where id = ?", String.class, id);
  }

  private int sent(String caseNo, String address) {
    return jdbc.queryForObject(
        "select count(*) from outbox where case_no = ? and address = ? and state = 'S'",
        Integer.class,
        caseNo,
        address);
  }

  private static void eventually(ThrowingRunnable holds) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(holds);
  }
}
