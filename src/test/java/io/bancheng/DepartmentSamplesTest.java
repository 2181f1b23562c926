package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.harness.AdapterHome;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.Department;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.ShippedSample;
import io.bancheng.ledger.TimeGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** The shipped documents of three departments, each by its door, about the cases they belong to. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class DepartmentSamplesTest {
  private static final CrankedClock CLOCK = new CrankedClock("2026-09-30T16:52:30");
  private static final AdapterHome HOME =
      new AdapterHome()
          .department("340882-ybj", "adapter: queue\nmapping: ybj-json\n")
          .department("341522-gaj", "adapter: queue\nmapping: gaj-xml\n")
          .department("341322-bdc", "adapter: queue\nmapping: bdc-json\n");

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
    HOME.settings(registry);
  }

  @Test
  void a_page_of_steps_with_a_repeated_row_answers_the_lead_and_the_case_waits_for_the_support() {
    CLOCK.turnTo("2026-09-30T16:52:30");
    String caseNo = registered("C01-seed-qianshan-reimbursement.xml");
    CLOCK.turnTo("2026-10-13T16:45:00");
    var answer = post("340882:ybj", "application/json", document("ybj-json/D01-poll.json", caseNo));
    assertThat(answer.path("results").findValuesAsText("result"))
        .as("the same row twice is the same reply")
        .containsExactly("TAKEN", "TAKEN", "TAKEN", "TAKEN");

    var found = hub().find(caseNo);
    var lead = found.at("/assignments/0");
    assertThat(lead.path("department").asText()).isEqualTo("340882:ybj");
    assertThat(lead.path("signedAt").asText()).isEqualTo("2026-09-30T17:20:00+08:00");
    assertThat(lead.path("state").asText()).isEqualTo("REPLIED");
    assertThat(types(found)).containsOnlyOnce("Signed", "Progressed", "OpinionSubmitted");
    assertThat(types(found)).doesNotContain("ReplyRecorded", "OpinionIssued");
    assertThat(found.path("status").asText()).as("it waits for the support").isEqualTo("HANDLING");
    assertThat(deadline(found, "FEEDBACK").isMissingNode()).isTrue();

    hub().reply("340882:mzj", opinion(caseNo + "-2"));
    var closed = hub().find(caseNo);
    assertThat(types(closed)).containsOnlyOnce("OpinionIssued", "Closed");
    assertThat(closed.at("/closure/resultType").asText()).isEqualTo("SOLVED");
    assertThat(deadline(closed, "FEEDBACK").path("dueAt").asText())
        .as("one working day after the opinion")
        .isEqualTo("2026-10-14T23:59:59+08:00");
  }

  @Test
  void a_return_in_gb18030_goes_to_the_coordinator_and_the_clock_keeps_running() {
    CLOCK.turnTo("2026-10-10T10:31:00");
    String caseNo = registered("C03-seed-huoqiu-child-id.xml");
    String due = deadline(hub().find(caseNo), "HANDLE").path("dueAt").asText();
    CLOCK.turnTo("2026-10-10T14:25:00");
    var answer = post("341522:gaj", "application/xml", document("gaj-xml/D02-return.xml", caseNo));
    assertThat(answer.path("results").findValuesAsText("result")).containsExactly("TAKEN");

    var found = hub().find(caseNo);
    assertThat(found.at("/assignments/0/state").asText()).isEqualTo("RETURN_REQUESTED");
    var asked = event(found, "ReturnRequested");
    assertThat(asked.path("reasonCode").asText()).isEqualTo("NOT_OUR_DUTY");
    assertThat(asked.path("suggestedDept").asText()).isEqualTo("341522:jyj");
    assertThat(asked.path("legalBasis").asText()).isEqualTo("《中小学生学籍管理办法》");
    assertThat(asked.at("/texts/reasonText").asText()).startsWith("学籍信息由教育部门管理");
    assertThat(deadline(found, "RETURN_DECISION").path("dueAt").asText())
        .as("four working hours")
        .isEqualTo("2026-10-12T09:25:00+08:00");
    assertThat(deadline(found, "HANDLE").path("dueAt").asText()).isEqualTo(due);
    assertThat(deadline(found, "HANDLE").path("state").asText()).isEqualTo("RUNNING");

    var refused =
        hub()
            .act(
                caseNo,
                "refuseReturn",
                "{\"assignmentId\":\"%s-1\",\"decisionText\":\"请继续办理\"}".formatted(caseNo));
    assertThat(refused.status()).isEqualTo(200);
    assertThat(hub().find(caseNo).at("/assignments/0/state").asText()).isEqualTo("HANDLING");
  }

  @Test
  void an_extension_by_queue_waits_for_a_decision_and_is_refused_when_late_or_used_up()
      throws Exception {
    CLOCK.turnTo("2026-10-09T09:45:12");
    String caseNo = registered("C02-seed-xiaoxian-creditors.xml");
    CLOCK.forward(Duration.ofHours(1));
    extension(caseNo, 1760666400000L);
    soon(() -> assertThat(types(hub().find(caseNo))).containsOnlyOnce("ExtensionRequested"));
    var asked = event(hub().find(caseNo), "ExtensionRequested");
    assertThat(asked.path("reasonCode").asText()).isEqualTo("CROSS_REGION");
    assertThat(asked.path("requestedWorkdays").asInt()).isEqualTo(5);
    assertThat(hub().find(caseNo).at("/assignments/0/extensionAsked/workdays").asInt())
        .isEqualTo(5);

    String granted =
        "{\"assignmentId\":\"%s-1\",\"granted\":true,\"decisionText\":\"同意\"}".formatted(caseNo);
    assertThat(hub().act(caseNo, "decideExtension", granted).status()).isEqualTo(200);
    String due = deadline(hub().find(caseNo), "HANDLE").path("dueAt").asText();
    CLOCK.turnTo(due.substring(0, 10) + "T09:00:00");
    extension(caseNo, 1760752800000L);
    soon(() -> assertThat(types(hub().find(caseNo))).containsOnlyOnce("ReplyRefused"));
    assertThat(types(hub().find(caseNo))).containsOnlyOnce("ExtensionRequested");
    assertThat(deadline(hub().find(caseNo), "HANDLE").path("dueAt").asText())
        .as("the clock is not moved")
        .isEqualTo(due);
  }

  private void extension(String caseNo, long applied) throws Exception {
    var document =
        new String(document("bdc-json/D03-extension.json", caseNo), StandardCharsets.UTF_8);
    Department.say(
        broker.port(),
        "341322.bdc",
        hub(),
        document.replace("1760666400000", String.valueOf(applied)));
  }

  private String registered(String sample) {
    var answer = hub().push(ShippedSample.of("counter-xml", sample));
    assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(201);
    return answer.text("caseNo");
  }

  /** A shipped document about that case, otherwise byte for byte as it is. */
  private static byte[] document(String name, String caseNo) {
    try {
      var raw = Files.readAllBytes(Path.of("mappings/departments").resolve(name));
      String text = new String(raw, StandardCharsets.ISO_8859_1);
      assertThat(text).containsPattern("\\D\\d{18}\\D");
      return text.replaceAll("(?<=\\D)\\d{18}(?=\\D)", caseNo)
          .getBytes(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode post(String department, String type, byte[] body) {
    String system = "department." + department.replace(':', '.');
    var answer = hub().reply(system, department, type, body);
    assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(202);
    return answer.body();
  }

  private static String opinion(String assignment) {
    return Department.reply("OPINION_SUBMITTED", assignment, CLOCK.toString())
        .put("resultType", "SOLVED")
        .put("opinionText", "特困身份已核实")
        .toString();
  }

  private static JsonNode deadline(JsonNode found, String kind) {
    return only(found.path("deadlines"), "kind", kind);
  }

  private static JsonNode event(JsonNode found, String type) {
    return only(found.path("timeline"), "type", type).path("data");
  }

  private static JsonNode only(JsonNode list, String field, String value) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(one -> one.path(field).asText().equals(value))
        .findFirst()
        .orElseGet(() -> list.path("none"));
  }

  private static List<String> types(JsonNode found) {
    return StreamSupport.stream(found.path("timeline").spliterator(), false)
        .map(e -> e.path("type").asText())
        .toList();
  }

  private HubClient hub() {
    return new HubClient(port, HOME.var());
  }

  private static void soon(Runnable assertion) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion::run);
  }
}
