package io.bancheng;

import static io.bancheng.harness.OutsideSystem.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.Orders;
import io.bancheng.harness.OutsideSystem;
import io.bancheng.ledger.TimeGuard;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** Platforms above that the hub reports to, one in the hub's words and one in its own. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class ReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CrankedClock CLOCK = new CrankedClock("2026-10-13T09:00:00");
  private static final OutsideSystem PLATFORM = new OutsideSystem();
  private static final OutsideSystem OTHER = new OutsideSystem();
  private static final Path VAR = var();

  @TestBean(methodName = "crankedClock")
  Clock clock;

  @TestBean(methodName = "crankedDials")
  TimeGuard.Dials dials;

  @LocalServerPort int port;
  @Autowired EmbeddedBroker broker;
  @Autowired JdbcTemplate jdbc;

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
    registry.add("bancheng.mappings", () -> VAR.resolve("mappings").toString());
    registry.add("bancheng.broker.port", () -> "0");
  }

  @Test
  void a_platform_that_was_away_has_every_event_in_order_and_the_day_adds_up() throws Exception {
    PLATFORM.up();
    OTHER.up();
    eventually(() -> assertThat(counts("2026-10-12")).isNotEmpty());
    PLATFORM.is(status(503));
    var cases = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      cases.add(hub().push("hotline", Orders.numbered("REPORT-" + i)).text("caseNo"));
    }
    PLATFORM.is(status(200));
    PLATFORM.requests().clear();
    for (String caseNo : cases) {
      eventually(() -> assertThat(told(caseNo)).isEqualTo(ledger(caseNo)));
    }
    var first = PLATFORM.requests().get(0);
    assertThat(first.authorization()).isEqualTo("Bearer the-platforms-secret");
    assertThat(first.key()).isNotBlank();
    assertThat(first.body()).doesNotContain(Orders.phone("REPORT-0"), "来电人");

    assertThat(OTHER.requests().stream().map(r -> r.body()).toList().toString())
        .contains(
            "{\"caseNumber\":\"" + cases.get(0) + "\",\"what\":\"io.bancheng.case.Registered\"}");

    CLOCK.turnTo("2026-10-14T00:00:01");
    eventually(() -> assertThat(counts("2026-10-13")).isNotEmpty());
    var count = counts("2026-10-13").get(0);
    assertThat(count.path("cases").asInt()).isEqualTo(20);
    long events =
        jdbc.queryForObject(
            "select count(*) from case_event where at < '2026-10-14 00:00+08'", Long.class);
    assertThat(count.path("events").asLong()).isEqualTo(events);

    sameByQueueAndFile(cases, events);
    eventually(
        () ->
            assertThat(taken("COUNT"))
                .as("each day once for each platform")
                .containsExactlyInAnyOrderElementsOf(
                    Stream.of("filed", "other", "platform", "queued")
                        .flatMap(p -> Stream.of(p + " 2026-10-12", p + " 2026-10-13"))
                        .toList()));
    assertThat(counts("2026-10-12")).as("counted once, before").isEmpty();
    var listed = hub().get("staff.admin", "/api/v1/reports?listener=events.platform").body();
    assertThat(listed.path("reports").findValuesAsText("kind")).contains("EVENTS", "COUNT");
  }

  /** A platform that reads a queue, and one that gets files, have the same in the same order. */
  private void sameByQueueAndFile(List<String> cases, long events) throws Exception {
    var secret = hub().secret("events.queued");
    var factory = new JmsConnectionFactory("amqp://127.0.0.1:" + broker.port());
    var byQueue = new ArrayList<JsonNode>();
    try (var connection = factory.createConnection("events.queued", secret);
        var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        var reader = session.createConsumer(session.createQueue("events.queued.reports"))) {
      connection.start();
      while (byQueue.stream().noneMatch(r -> r.path("date").asText().equals("2026-10-13"))) {
        var message = reader.receive(30_000);
        assertThat(message).as("a report or the day's number").isNotNull();
        assertThat(message.getJMSType()).isEqualTo("REPORT");
        assertThat(message.getStringProperty("hubMsgId")).isNotBlank();
        json(message.getBody(String.class), byQueue);
      }
    }
    eventually(
        () -> assertThat(files()).anyMatch(r -> r.path("date").asText().equals("2026-10-13")));
    for (var reports : List.of(byQueue, files())) {
      for (String caseNo : cases) {
        assertThat(types(reports, caseNo)).isEqualTo(ledger(caseNo));
      }
      assertThat(reports)
          .filteredOn(r -> r.path("date").asText().equals("2026-10-13"))
          .extracting(r -> r.path("events").asLong())
          .containsExactly(events);
    }
  }

  private static void json(String report, List<JsonNode> to) {
    var read = json(report);
    if (read.isArray()) {
      read.forEach(to::add);
    } else {
      to.add(read);
    }
  }

  private static List<JsonNode> files() {
    var all = new ArrayList<JsonNode>();
    try (var files = Files.list(VAR.resolve("reports/filed"))) {
      for (Path file : files.sorted().toList()) {
        json(Files.readString(file), all);
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> types(List<JsonNode> events, String caseNo) {
    return events.stream()
        .filter(event -> event.path("subject").asText().equals(caseNo))
        .map(event -> event.path("type").asText().replace("io.bancheng.case.", ""))
        .toList();
  }

  private List<String> taken(String kind) {
    return jdbc.queryForList(
        "select replace(listener, 'events.', '') || ' ' || day from report_taken where kind = ?",
        String.class,
        kind);
  }

  private static List<JsonNode> counts(String day) {
    return PLATFORM.requests().stream()
        .map(r -> json(r.body()))
        .filter(body -> body.path("type").asText().equals("io.bancheng.reconciliation"))
        .filter(body -> body.path("date").asText().equals(day))
        .toList();
  }

  private static List<String> told(String caseNo) {
    var types = new ArrayList<String>();
    for (var request : PLATFORM.requests()) {
      for (JsonNode event : json(request.body())) {
        if (event.path("subject").asText().equals(caseNo)) {
          types.add(event.path("type").asText().replace("io.bancheng.case.", ""));
        }
      }
    }
    return types;
  }

  private List<String> ledger(String caseNo) {
    return jdbc.queryForList(
        "select type from case_event where case_no = ? order by seq", String.class, caseNo);
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

  private static Path var() {
    try {
      Files.createDirectories(Path.of("target"));
      var var = Files.createTempDirectory(Path.of("target"), "report-").toAbsolutePath();
      copy(Path.of("config"), var.resolve("config"));
      copy(Path.of("mappings"), var.resolve("mappings"));
      var mapping = Files.readString(Path.of("mappings/hotline-json.yaml"));
      Files.writeString(
          var.resolve("mappings/efficiency.yaml"),
          mapping.replaceFirst(
              "(?ms)^answers:.*?(?=^\\S|\\z)", "answers:\n  caseNumber: subject\n  what: type\n"));
      Files.writeString(
          var.resolve("config/reporting.yaml"),
          """
          # The platforms of this test.
          push:
            platform: { url: "%s" }
            other: { url: "%s", as: efficiency }
            queued: { queue: true }
            filed: { folder: { at: reports/filed } }
          """
              .formatted(PLATFORM.url(), OTHER.url()));
      Files.createDirectories(var.resolve("keys"));
      Files.writeString(var.resolve("keys/events.platform.push.secret"), "the-platforms-secret\n");
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
