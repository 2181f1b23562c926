package io.bancheng;

import static io.bancheng.harness.OutsideSystem.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.canonical.Seal;
import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.Department;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.Orders;
import io.bancheng.harness.OutsideSystem;
import io.bancheng.ledger.TimeGuard;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** Reporters who are told by text message: what is sent, and what counts. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class SmsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CrankedClock CLOCK = new CrankedClock("2026-10-13T09:00:00");
  private static final OutsideSystem GATEWAY = new OutsideSystem();
  private static final Path VAR = var();

  @TestBean(methodName = "crankedClock")
  Clock clock;

  @TestBean(methodName = "crankedDials")
  TimeGuard.Dials dials;

  @LocalServerPort int port;
  @Autowired EmbeddedBroker broker;
  @Autowired JdbcTemplate jdbc;
  @Autowired Seal seal;

  static Clock crankedClock() {
    return CLOCK;
  }

  static TimeGuard.Dials crankedDials() {
    return HubTest.dials(CLOCK);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("bancheng.var", VAR::toString);
    registry.add("bancheng.config", () -> VAR.resolve("config").toString());
    registry.add("bancheng.broker.port", () -> "0");
  }

  @BeforeEach
  void well() {
    GATEWAY.down();
    GATEWAY.requests().clear();
    GATEWAY.is(status(200));
    GATEWAY.up();
  }

  @Test
  void the_result_is_sent_once_and_only_the_receipt_is_a_contact() {
    String caseNo = closed("SMS-1", Orders.phone("SMS-1"));
    var sent = sent(caseNo);
    assertThat(GATEWAY.requests().get(0).authorization()).isEqualTo("Bearer the-gateways-secret");
    assertThat(sent.path("to").asText()).isEqualTo(Orders.phone("SMS-1"));
    assertThat(sent.path("text").asText()).contains(caseNo, "已备案").doesNotContain("{");
    assertThat(state(caseNo)).isEqualTo("CLOSED");
    receipt(sent, "DELIVERED", "sms", 204);
    receipt(sent, "FAILED", "sms", 204);
    assertThat(state(caseNo)).isEqualTo("FEEDBACK_GIVEN");
    var feedback = hub().find(caseNo).at("/feedback");
    assertThat(feedback).hasSize(1);
    assertThat(feedback.at("/0/method").asText()).isEqualTo("SMS");
    assertThat(feedback.at("/0/outcome").asText()).isEqualTo("REACHED");
    assertThat(bodies())
        .noneMatch(body -> body.contains(Orders.phone("SMS-1")) && body.contains("FEEDBACK"));
  }

  @Test
  void a_message_that_failed_is_an_attempt_in_vain_counted_once() {
    String caseNo = closed("SMS-2", Orders.phone("SMS-2"));
    var sent = sent(caseNo);
    receipt(sent, "FAILED", "sms", 204);
    receipt(sent, "FAILED", "sms", 204);
    assertThat(state(caseNo)).isEqualTo("CLOSED");
    assertThat(hub().find(caseNo).at("/feedback")).hasSize(1);
    assertThat(hub().find(caseNo).at("/feedback/0/outcome").asText()).isEqualTo("UNREACHABLE");
    assertThat(listed(caseNo)).isTrue();
  }

  @Test
  void a_gateway_that_is_away_is_asked_again_with_the_same_key() {
    GATEWAY.is(status(503, "Retry-After", "1"));
    String caseNo = closed("SMS-3", Orders.phone("SMS-3"));
    eventually(() -> assertThat(requests(caseNo)).hasSizeGreaterThanOrEqualTo(2));
    GATEWAY.is(status(200));
    eventually(() -> assertThat(settled(caseNo)).isTrue());
    assertThat(requests(caseNo))
        .extracting(OutsideSystem.Request::key)
        .containsOnly(json(requests(caseNo).get(0).body()).path("messageId").asText());
  }

  @Test
  void a_gateway_that_refuses_a_message_leaves_it_to_a_person() {
    GATEWAY.is(status(400));
    String caseNo = closed("SMS-4", Orders.phone("SMS-4"));
    eventually(() -> assertThat(hub().find(caseNo).at("/feedback")).hasSize(1));
    assertThat(hub().find(caseNo).at("/feedback/0/outcome").asText()).isEqualTo("UNREACHABLE");
    assertThat(requests(caseNo)).hasSize(1);
    assertThat(listed(caseNo)).isTrue();
  }

  @Test
  void one_number_gets_only_so_many_messages_a_day() {
    var cases = List.of("SMS-5", "SMS-6", "SMS-7").stream().map(o -> closed(o, "19400990099"));
    var numbers = cases.toList();
    eventually(() -> assertThat(numbers).allMatch(this::settled));
    assertThat(GATEWAY.requests()).filteredOn(r -> r.body().contains("19400990099")).hasSize(2);
    assertThat(numbers)
        .filteredOn(c -> requests(c).isEmpty())
        .singleElement()
        .satisfies(c -> assertThat(listed(c)).isTrue());
  }

  @Test
  void receipts_are_for_the_gateway_alone() {
    String caseNo = closed("SMS-8", Orders.phone("SMS-8"));
    var sent = sent(caseNo);
    receipt(sent, "DELIVERED", "channel.texted", 403);
    receipt(sent, "DELIVERED", "staff.admin", 403);
    receipt(sent, "LOST", "sms", 400);
    assertThat(state(caseNo)).isEqualTo("CLOSED");
  }

  private String closed(String order, String phone) {
    var push = Orders.order(order, "340882", "异地就医备案失败", "反映异地就医备案一直提示失败。" + order);
    ((com.fasterxml.jackson.databind.node.ObjectNode) push.get("data")).put("callerTel", phone);
    var answer = hub().push("texted", push.toString());
    assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(201);
    String caseNo = answer.text("caseNo");
    if (state(caseNo).equals("SCREENING")) {
      assertThat(hub().act(caseNo, "accept", "{}").status()).isEqualTo(200);
    }
    try (var department = Department.of(broker.port(), "340882.ybj", hub())) {
      department.send(
          Department.reply("OPINION_SUBMITTED", caseNo + "-1", CLOCK.toString())
              .put("resultType", "SOLVED")
              .put("opinionText", "已办理")
              .put("publicReplyText", "已备案")
              .toString());
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
    eventually(() -> assertThat(state(caseNo)).isEqualTo("CLOSED"));
    return caseNo;
  }

  private JsonNode sent(String caseNo) {
    eventually(() -> assertThat(settled(caseNo)).isTrue());
    assertThat(requests(caseNo)).hasSize(1);
    return json(requests(caseNo).get(0).body());
  }

  private List<OutsideSystem.Request> requests(String caseNo) {
    return GATEWAY.requests().stream().filter(r -> r.body().contains(caseNo)).toList();
  }

  private boolean settled(String caseNo) {
    return !jdbc.queryForList(
            "select 1 from outbox where case_no = ? and address = 'hub.sms' and acked_at is not null",
            Integer.class,
            caseNo)
        .isEmpty();
  }

  private void receipt(JsonNode sent, String word, String system, int status) {
    String body =
        "[{\"messageId\": \"%s\", \"status\": \"%s\"}]"
            .formatted(sent.path("messageId").asText(), word);
    var answer =
        hub()
            .send(
                hub()
                    .request(system, "/api/v1/sms/receipts")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.status()).isEqualTo(status);
  }

  private boolean listed(String caseNo) {
    return hub()
        .get("staff.admin", "/api/v1/feedback/call-list?region=340882")
        .body()
        .toString()
        .contains(caseNo);
  }

  private List<String> bodies() {
    return jdbc.query(
        "select msg_id, body from outbox",
        (rs, i) ->
            new String(
                seal.open("outbox/" + rs.getString("msg_id"), rs.getBytes("body")),
                StandardCharsets.UTF_8));
  }

  private String state(String caseNo) {
    return hub().find(caseNo).path("status").asText();
  }

  private HubClient hub() {
    return new HubClient(port, VAR);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void eventually(Runnable assertion) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion::run);
  }

  /** The shipped configuration, a gateway, and a channel whose reporters are told by it. */
  private static Path var() {
    try {
      Files.createDirectories(Path.of("target"));
      var var = Files.createTempDirectory(Path.of("target"), "sms-").toAbsolutePath();
      try (var files = Files.walk(Path.of("config"))) {
        for (Path file : files.toList()) {
          Files.copy(file, var.resolve("config").resolve(Path.of("config").relativize(file)));
        }
      }
      Files.writeString(
          var.resolve("config/sms.yaml"),
          "# The gateway of this test.\nurl: %s\ndailyCap: 2\n".formatted(GATEWAY.url()));
      Files.writeString(
          var.resolve("config/channels/texted.yaml"),
          """
          # A channel whose reporters are told by text message.
          channel: HOTLINE
          mapping: hotline-json
          region: 340800
          http: true
          queue: false
          versions: false
          answers: none
          feedback: { method: SMS, confirmedBy: receipt }
          """);
      Files.createDirectories(var.resolve("keys"));
      Files.writeString(var.resolve("keys/sms.push.secret"), "the-gateways-secret\n");
      return var;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
