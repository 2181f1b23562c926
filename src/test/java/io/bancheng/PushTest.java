package io.bancheng;

import static io.bancheng.harness.OutsideSystem.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** A channel whose own system takes its answers over HTTP, when it is well and when it is not. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class PushTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CrankedClock CLOCK = new CrankedClock("2026-10-13T09:00:00");
  private static final OutsideSystem CITY = new OutsideSystem();
  private static final Path VAR = var();

  @TestBean(methodName = "crankedClock")
  Clock clock;

  @TestBean(methodName = "crankedDials")
  TimeGuard.Dials dials;

  @LocalServerPort int port;
  @Autowired EmbeddedBroker broker;

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
    CITY.down();
    CITY.requests().clear();
    CITY.is(status(200));
    CITY.up();
  }

  @AfterEach
  void away() {
    CITY.is(status(200));
  }

  @Test
  void every_answer_is_posted_once_with_its_key_and_the_secret_and_in_the_channels_words() {
    String caseNo = order("PUSH-1");
    eventually(() -> assertThat(types("PUSH-1")).containsExactly("ACK"));
    var request = CITY.requests().get(0);
    assertThat(request.path()).isEqualTo("/take");
    assertThat(request.authorization()).isEqualTo("Bearer the-citys-own-secret");
    assertThat(json(request.body()).path("messageId").asText()).isEqualTo(request.key());
    assertThat(json(request.body()).at("/data/caseNo").asText()).isEqualTo(caseNo);
  }

  @Test
  void a_system_that_was_down_gets_its_answers_in_order_when_it_is_back() {
    CITY.down();
    String caseNo = order("PUSH-2");
    answer(caseNo);
    eventually(() -> assertThat(found(caseNo)).isEqualTo("CLOSED"));
    assertThat(hub().say("city", note("URGE", "PUSH-2")).status()).isEqualTo(202);
    CITY.up();
    eventually(
        () -> assertThat(types("PUSH-2")).containsExactly("ACK", "SIGN", "REPLY", "FEEDBACK"));
    eventually(() -> assertThat(found(caseNo)).isEqualTo("FEEDBACK_GIVEN"));
  }

  @Test
  void feedback_counts_only_once_the_system_took_it() {
    String caseNo = order("PUSH-3");
    eventually(() -> assertThat(types("PUSH-3")).containsExactly("ACK"));
    CITY.is(status(503));
    answer(caseNo);
    eventually(() -> assertThat(types("PUSH-3")).contains("SIGN"));
    assertThat(found(caseNo)).isEqualTo("CLOSED");
    CITY.is(status(200));
    eventually(() -> assertThat(found(caseNo)).isEqualTo("FEEDBACK_GIVEN"));
  }

  @Test
  void
      a_server_error_and_a_crowd_and_a_wrong_secret_and_a_redirect_are_tried_again_with_the_same_key() {
    for (var mood :
        List.of(
            status(500),
            status(429, "Retry-After", "1"),
            status(401),
            status(302, "Location", "http://127.0.0.1:1/elsewhere"))) {
      CITY.requests().clear();
      CITY.is(mood);
      String order = "PUSH-4-" + mood.hashCode();
      order(order);
      eventually(() -> assertThat(types(order)).hasSizeGreaterThanOrEqualTo(2));
      CITY.is(status(200));
      int before = types(order).size();
      eventually(() -> assertThat(types(order)).hasSizeGreaterThan(before));
      assertThat(CITY.requests().stream().map(OutsideSystem.Request::key).distinct()).hasSize(1);
      assertThat(CITY.requests()).allMatch(r -> r.path().equals("/take"));
    }
    assertThat(parked("REFUSED")).isEmpty();
  }

  @Test
  void nobody_is_called_in_a_busy_loop() {
    CITY.is(status(500));
    order("PUSH-5");
    await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(5)).until(() -> true);
    assertThat(types("PUSH-5").size()).isBetween(1, 4);
  }

  @Test
  void a_system_that_says_when_to_come_again_is_not_called_before() {
    CITY.is(status(503, "Retry-After", "8"));
    order("PUSH-12");
    eventually(() -> assertThat(types("PUSH-12")).hasSize(1));
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(5))
        .until(() -> types("PUSH-12").size() == 1);
    CITY.is(status(200));
    eventually(() -> assertThat(types("PUSH-12")).hasSize(2));
  }

  @Test
  void what_is_refused_is_parked_and_the_next_goes_on_and_a_person_sends_it_again() {
    CITY.is(status(422));
    String caseNo = order("PUSH-6");
    eventually(() -> assertThat(parked("REFUSED")).hasSize(1));
    CITY.is(status(200));
    order("PUSH-7");
    eventually(() -> assertThat(types("PUSH-7")).containsExactly("ACK"));
    assertThat(deliveries(caseNo)).contains("\"state\":\"X\"");
    long id = parked("REFUSED").get(0).path("id").asLong();
    assertThat(parked("REFUSED").get(0).path("detail").asText())
        .isEqualTo("channel.city refused it with HTTP 422.");
    assertThat(hub().retryParked(id).status()).isEqualTo(202);
    CLOCK.turnTo("2026-10-13T09:01:00");
    eventually(() -> assertThat(types("PUSH-6")).containsExactly("ACK", "ACK"));
    assertThat(CITY.requests().stream().map(OutsideSystem.Request::key).distinct()).hasSize(3);
    assertThat(parked("REFUSED")).isEmpty();
  }

  @Test
  void what_is_known_already_counts_as_taken() {
    CITY.is(status(409));
    String caseNo = order("PUSH-8");
    eventually(() -> assertThat(deliveries(caseNo)).contains("takenAt"));
    assertThat(types("PUSH-8")).hasSize(1);
  }

  @Test
  void a_response_of_a_hundred_megabytes_is_never_read() {
    var sent = new long[1];
    CITY.is(
        exchange -> {
          exchange.sendResponseHeaders(200, 100 << 20);
          var chunk = new byte[64 * 1024];
          try (var out = exchange.getResponseBody()) {
            for (; sent[0] < 100 << 20; sent[0] += chunk.length) {
              out.write(chunk);
            }
          }
        });
    String caseNo = order("PUSH-9");
    eventually(() -> assertThat(deliveries(caseNo)).contains("takenAt"));
    assertThat(sent[0]).isLessThan(20 << 20);
    assertThat(types("PUSH-9")).hasSize(1);
  }

  @Test
  void a_system_that_says_nothing_is_left_after_five_seconds_and_called_again() throws Exception {
    var over = new CountDownLatch(1);
    CITY.is(exchange -> wait(over));
    String caseNo = order("PUSH-10");
    eventually(() -> assertThat(types("PUSH-10")).hasSize(1));
    CITY.is(status(200));
    eventually(() -> assertThat(deliveries(caseNo)).contains("takenAt"));
    assertThat(types("PUSH-10")).hasSizeGreaterThanOrEqualTo(2);
    over.countDown();
  }

  @Test
  void only_the_hub_empties_the_queue() {
    assertThatThrownBy(() -> Department.channel(broker.port(), "city", hub()))
        .isInstanceOf(JMSException.class);
  }

  @Test
  void a_case_of_another_channel_looks_like_one_that_does_not_exist() {
    String caseNo = order("PUSH-11");
    var note = Orders.note("CANCEL", "PUSH-11", "caseNo", caseNo);
    assertThat(hub().say("hotline", note.toString()).status()).isEqualTo(404);
    assertThat(found(caseNo)).isEqualTo("HANDLING");
    assertThat(hub().say("city", note.toString()).status()).isEqualTo(202);
    assertThat(found(caseNo)).isEqualTo("CANCELLED");
  }

  private HubClient hub() {
    return new HubClient(port, VAR);
  }

  private String order(String code) {
    return hub().push("city", Orders.numbered(code)).text("caseNo");
  }

  private static String note(String type, String order) {
    return Orders.note(type, order, "urgeNo", "1").toString();
  }

  private void answer(String caseNo) {
    try (var department = Department.of(broker.port(), "340882.ybj", hub())) {
      var reply = Department.reply("OPINION_SUBMITTED", caseNo + "-1", CLOCK.toString());
      department.send(reply.put("resultType", "SOLVED").put("opinionText", "已备案").toString());
      eventually(() -> assertThat(found(caseNo)).isIn("CLOSED", "FEEDBACK_GIVEN"));
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  private String found(String caseNo) {
    return hub().find(caseNo).path("status").asText();
  }

  private String deliveries(String caseNo) {
    return hub().find(caseNo).path("deliveries").toString();
  }

  private static List<String> types(String order) {
    return CITY.requests().stream()
        .map(request -> json(request.body()))
        .filter(body -> body.at("/data/orderCode").asText().equals(order))
        .map(body -> body.path("pushType").asText())
        .toList();
  }

  private List<JsonNode> parked(String reason) {
    return hub().parked().stream().filter(p -> p.path("reason").asText().equals(reason)).toList();
  }

  private static void wait(CountDownLatch over) {
    try {
      over.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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

  /** The shipped configuration and one channel more. */
  private static Path var() {
    try {
      Files.createDirectories(Path.of("target"));
      var var = Files.createTempDirectory(Path.of("target"), "push-").toAbsolutePath();
      copy(Path.of("config"), var.resolve("config"));
      Files.writeString(
          var.resolve("config/channels/city.yaml"),
          """
          # A city's hotline, which takes its answers over HTTP and in its own words.
          channel: HOTLINE
          mapping: hotline-json
          region: 340800
          http: true
          queue: false
          versions: false
          answers: rest
          answersAs: hotline-json
          push: { url: "%s" }
          feedback: { method: PHONE, confirmedBy: delivery }
          """
              .formatted(CITY.url()));
      Files.createDirectories(var.resolve("keys"));
      Files.writeString(var.resolve("keys/channel.city.push.secret"), "the-citys-own-secret\n");
      return var;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
