package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.config.ActiveConfig;
import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.harness.AdapterHome;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.Department;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.HubClient.Answer;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.TimeGuard;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** Departments use codes that no list has; a person says once what each means. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class NeedsMappingTest {
  private static final AdapterHome HOME =
      new AdapterHome().department("340882-ybj", "adapter: queue\nmapping: ybj-json\n");
  private static final Path FILE = HOME.var().resolve("mappings/departments/ybj-json.yaml");
  private static final CrankedClock CLOCK = new CrankedClock("2026-10-13T09:00:00");

  @TestBean(methodName = "crankedClock")
  Clock clock;

  @TestBean(methodName = "crankedDials")
  TimeGuard.Dials dials;

  @LocalServerPort int port;
  @Autowired EmbeddedBroker broker;
  @Autowired JdbcTemplate jdbc;
  @Autowired ActiveConfig configuration;

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

  @AfterEach
  void no_leftovers() throws IOException {
    Files.deleteIfExists(HOME.var().resolve("config/departments/999999-xxx.yaml"));
    assertThat(HOME.var().resolve("proposed")).doesNotExist();
  }

  @Test
  void one_click_takes_a_code_into_its_list_and_every_waiting_reply_after_it() throws Exception {
    String one = order("NM-1");
    String two = order("NM-2");
    Department.say(broker.port(), "340882.ybj", hub(), page(row(one, "YS")));
    soon(() -> assertThat(waiting("YS").path("waiting").asInt()).isEqualTo(1));
    CLOCK.forward(Duration.ofMinutes(5));
    var answer = reply(page(row(two, "YS"), row(two, "QS")));
    assertThat(answer.body().path("results").findValuesAsText("result"))
        .containsExactly("PARKED", "TAKEN");
    assertThat(answer.body().at("/results/0/code").asText()).isEqualTo("UNKNOWN_CODE");

    var listed = waiting("YS");
    assertThat(listed.path("department").asText()).isEqualTo("340882:ybj");
    assertThat(listed.path("nameZh").asText()).contains("医疗保障");
    assertThat(listed.path("mapping").asText()).isEqualTo("ybj-json");
    assertThat(listed.path("codeList").asText()).isEqualTo("step");
    assertThat(listed.path("field").asText()).isEqualTo("eventType");
    assertThat(listed.path("waiting").asInt()).isEqualTo(2);
    assertThat(listed.path("firstAt").asText()).isLessThan(listed.path("lastAt").asText());
    assertThat(listed.path("meanings").toString()).contains("\"SIGNED\"", "\"PROGRESS\"");
    assertThat(parked(listed.path("parkedId").asLong()).path("reason").asText())
        .isEqualTo("UNKNOWN_CODE");

    String before = Files.readString(FILE);
    var taken = mean("ybj-json", "step", "YS", "PROGRESS");
    assertThat(taken.status()).as(String.valueOf(taken.body())).isEqualTo(200);
    assertThat(taken.body().path("retried").asInt()).isEqualTo(2);
    assertThat(taken.text("version")).isEqualTo(configuration.current().version());
    assertThat(Files.readString(FILE))
        .isEqualTo(
            before.replace(
                "    BJ: OPINION_SUBMITTED\n", "    BJ: OPINION_SUBMITTED\n    YS: PROGRESS\n"));
    soon(
        () ->
            assertThat(List.of(one, two))
                .allSatisfy(caseNo -> assertThat(types(caseNo)).containsOnlyOnce("Progressed")));
    assertThat(waiting("YS").isMissingNode()).as("nothing waits any more").isTrue();
    assertThat(only(reply(page(row(order("NM-3"), "YS"))))).isEqualTo("TAKEN");

    assertThat(
            jdbc.queryForMap(
                "select by, mapping, list, code, meaning, version, retried from code_taken"
                    + " where code = 'YS'"))
        .isEqualTo(
            Map.of(
                "by",
                "staff.admin",
                "mapping",
                "ybj-json",
                "list",
                "step",
                "code",
                "YS",
                "meaning",
                "PROGRESS",
                "version",
                taken.text("version"),
                "retried",
                2));
    assertThat(
            jdbc.queryForObject(
                "select by from config_change where version = ? order by id desc limit 1",
                String.class,
                taken.text("version")))
        .isEqualTo("staff.admin");
  }

  @Test
  void what_is_refused_changes_nothing_and_says_why() throws IOException {
    assertThat(only(reply(page(row(order("NM-10"), "ZZ"))))).isEqualTo("PARKED");
    String before = Files.readString(FILE);
    var word = mean("ybj-json", "step", "ZZ", "DONE");
    assertThat(word.status()).isEqualTo(422);
    assertThat(word.body().at("/errors/0/pointer").asText()).isEqualTo("/meaning");
    assertThat(word.body().at("/errors/0/detail").asText()).contains("SIGNED");
    assertThat(mean("ybj-json", "stepp", "ZZ", "SIGNED").status()).isEqualTo(422);
    assertThat(mean("../../keys/x", "step", "ZZ", "SIGNED").status()).isEqualTo(422);
    assertThat(mean("ybj-json", "step", " ", "SIGNED").status()).isEqualTo(422);
    var other = mean("ybj-json", "step", "QS", "PROGRESS");
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.text("detail")).contains("ybj-json.yaml:").contains("means SIGNED");
    assertThat(send("department.340882.ybj", "ybj-json", "step", "ZZ", "SIGNED").status())
        .isEqualTo(403);

    HOME.write("config/departments/999999-xxx.yaml", "adapter: rset\n");
    var broken = mean("ybj-json", "step", "ZZ", "PROGRESS");
    assertThat(broken.status()).isEqualTo(409);
    assertThat(broken.text("code")).isEqualTo("FILES_REFUSED");
    assertThat(broken.body().at("/errors").findValuesAsText("detail"))
        .anySatisfy(p -> assertThat(p).startsWith("config/departments/999999-xxx.yaml:1:10: "));
    assertThat(Files.readString(FILE)).isEqualTo(before);
    assertThat(waiting("ZZ").path("waiting").asInt()).isEqualTo(1);
  }

  @Test
  void a_code_that_an_operator_wrote_into_the_file_needs_only_the_retry() throws IOException {
    String caseNo = order("NM-20");
    assertThat(only(reply(page(row(caseNo, "BY"))))).isEqualTo("PARKED");
    Files.writeString(
        FILE,
        Files.readString(FILE).replace("    QS: SIGNED\n", "    QS: SIGNED\n    BY: SIGNED\n"));
    soon(() -> assertThat(mean("ybj-json", "step", "BY", "SIGNED").status()).isEqualTo(200));
    soon(() -> assertThat(types(caseNo)).containsOnlyOnce("Signed"));
  }

  private String order(String number) {
    return hub().push("hotline", Orders.numbered(number)).text("caseNo");
  }

  private static String row(String caseNo, String step) {
    return "{\"gdbh\":\"%s\",\"czlx\":\"%s\",\"czr\":\"某\",\"czsj\":\"2026-10-13 08:50\",\"nr\":\"已联系\"}"
        .formatted(caseNo, step);
  }

  private static String page(String... rows) {
    return "{\"code\":0,\"rows\":[%s]}".formatted(String.join(",", rows));
  }

  private Answer reply(String page) {
    return hub().reply("340882:ybj", page);
  }

  private static String only(Answer answer) {
    assertThat(answer.body().path("results")).hasSize(1);
    return answer.body().at("/results/0/result").asText();
  }

  private Answer mean(String mapping, String list, String code, String meaning) {
    return send("staff.admin", mapping, list, code, meaning);
  }

  private Answer send(String system, String mapping, String list, String code, String meaning) {
    var body =
        new ObjectMapper()
            .createObjectNode()
            .put("mapping", mapping)
            .put("codeList", list)
            .put("code", code)
            .put("meaning", meaning);
    return hub()
        .send(
            hub()
                .request(system, "/api/v1/needs-mapping")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8)));
  }

  private JsonNode waiting(String code) {
    var all = hub().get("staff.admin", "/api/v1/needs-mapping").body().path("needsMapping");
    return StreamSupport.stream(all.spliterator(), false)
        .filter(w -> w.path("code").asText().equals(code))
        .findFirst()
        .orElse(new ObjectMapper().missingNode());
  }

  private JsonNode parked(long id) {
    var all = hub().get("staff.admin", "/api/v1/parked?after=" + (id - 1)).body();
    return all.at("/parked/0");
  }

  private List<String> types(String caseNo) {
    return hub().find(caseNo).path("timeline").findValuesAsText("type");
  }

  private HubClient hub() {
    return new HubClient(port, HOME.var());
  }

  private static void soon(Runnable assertion) {
    CLOCK.forward(Duration.ofSeconds(1));
    await().atMost(Duration.ofSeconds(40)).untilAsserted(assertion::run);
  }
}
