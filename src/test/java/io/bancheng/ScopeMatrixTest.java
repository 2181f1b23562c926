package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bancheng.canonical.Role;
import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.harness.ConsoleVisit;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.Department;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.TimeGuard;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.util.FileSystemUtils;

/**
 * Every call that is about a case, made by every role of another region, and by every department's
 * role of another department of the same region: none sees it, changes it, or learns that it is.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
class ScopeMatrixTest {
  private static final CrankedClock CLOCK = new CrankedClock("2026-10-22T09:00:00");
  private static final Path VAR = HubTest.newVar();
  private static final Pattern ACTION = Pattern.compile("`([A-Za-z]+)`");
  private static final String TITLE = "异地就医备案失败（别处不得看见）";
  private static final List<Role> HELD = Stream.of(Role.values()).filter(Role::held).toList();

  /** Every account that has nothing to do with the case, and its role. */
  private static final Map<String, Role> STRANGERS = new TreeMap<>();

  @TestBean(methodName = "crankedClock")
  Clock clock;

  @TestBean(methodName = "crankedDials")
  TimeGuard.Dials dials;

  @LocalServerPort int port;
  @Autowired EmbeddedBroker broker;
  @Autowired JdbcTemplate jdbc;

  private final Map<String, ConsoleVisit> visits = new TreeMap<>();
  private String caseNo;
  private String order;

  static Clock crankedClock() {
    return CLOCK;
  }

  static TimeGuard.Dials crankedDials() {
    return HubTest.dials(CLOCK);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) throws IOException {
    FileSystemUtils.copyRecursively(Path.of("config"), VAR.resolve("config"));
    var accounts = new StringBuilder();
    for (Role role : HELD) {
      accounts.append(account("far", role, "341522", "341522:gaj"));
      if (role.ofDepartment()) {
        accounts.append(account("beside", role, "340882", "340882:mzj"));
      }
    }
    accounts.append("  clerk: {roles: [WINDOW_CLERK], regions: [340882]}\n");
    accounts.append(
        "  leader: {roles: [DEPT_LEADER], regions: [340882], departments: [\"340882:ybj\"]}\n");
    Files.writeString(
        VAR.resolve("config/staff.yaml"), accounts.toString(), StandardOpenOption.APPEND);
    registry.add("bancheng.var", VAR::toString);
    registry.add("bancheng.config", () -> VAR.resolve("config").toString());
    registry.add("bancheng.broker.port", () -> "0");
  }

  private static String account(String where, Role role, String region, String department) {
    String name = where + "-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    STRANGERS.put("staff." + name, role);
    String departments = role.ofDepartment() ? ", departments: [\"" + department + "\"]" : "";
    return "  %s: {roles: [%s], regions: [%s]%s}\n".formatted(name, role, region, departments);
  }

  /** One case of Qianshan with a document's worth of everything: answered, and supervised. */
  @BeforeAll
  void there_is_a_case() throws Exception {
    String pushed = Orders.order("SCOPE-1", "340882", TITLE, "来电人反映异地就医备案一直提示失败。").toString();
    caseNo = hub().push("hotline", pushed).text("caseNo");
    hub().act(caseNo, "issueSupervision", "{\"level\": \"NOTICE\", \"requirement\": \"请说明\"}");
    order = caseNo + "-D1";
    try (var department = Department.of(broker.port(), "340882.ybj", hub())) {
      department.send(
          Department.reply("SIGNED", caseNo + "-1", CLOCK.toString()).put("actor", "x").toString());
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> hub().find(caseNo).at("/assignments/0/state").asText().equals("HANDLING"));
    }
  }

  @Test
  void nobody_from_elsewhere_reads_the_case_by_its_number() throws IOException {
    var wrong = new ArrayList<String>();
    int asked = 0;
    for (String call : calls("GET", "{caseNo}")) {
      for (String stranger : STRANGERS.keySet()) {
        asked++;
        var answer = hub().get(stranger, path(call));
        int status = answer.status();
        if (status != 403 && status != 404 || answer.raw().body().contains(TITLE)) {
          wrong.add("%s by %s: %d".formatted(call, stranger, status));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(asked).isGreaterThan(100);
    assertThat(hub().get("staff.clerk", "/api/v1/cases/" + caseNo).raw().body()).contains(TITLE);
    assertThat(hub().get("staff.leader", "/console/cases/" + caseNo).raw().body()).contains(TITLE);
  }

  @Test
  void a_case_of_elsewhere_looks_like_one_that_does_not_exist() throws IOException {
    String none = caseNo.substring(0, 17) + (caseNo.endsWith("0") ? "1" : "0");
    for (String call : calls("GET", "{caseNo}")) {
      for (String stranger : STRANGERS.keySet()) {
        var there = hub().get(stranger, path(call));
        var missing = hub().get(stranger, path(call).replace(caseNo, none));
        assertThat(there.status()).as(call + " by " + stranger).isEqualTo(missing.status());
      }
    }
  }

  @Test
  void nobody_from_elsewhere_finds_the_case_in_a_list() throws IOException {
    var wrong = new ArrayList<String>();
    var lists =
        AccessMatrix.read().entrySet().stream()
            .filter(row -> row.getKey().startsWith("GET ") && !row.getKey().contains("{"))
            .filter(row -> !row.getValue().contains("nobody"))
            .toList();
    for (var list : lists) {
      for (var stranger : STRANGERS.entrySet()) {
        if (list.getValue().contains(stranger.getValue().name())) {
          String said = hub().get(stranger.getKey(), path(list.getKey())).raw().body();
          boolean numbers = list.getKey().endsWith("/audit"); // it is of the whole office
          if (said.contains(TITLE) || !numbers && said.contains(caseNo)) {
            wrong.add(list.getKey() + " by " + stranger.getKey());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(hub().get("staff.clerk", "/api/v1/cases").raw().body()).contains(caseNo);
    assertThat(hub().get("staff.clerk", "/console/cases").raw().body()).contains(caseNo);
  }

  @Test
  void nobody_from_elsewhere_sees_who_was_warned() throws IOException {
    for (String call : calls("GET", "{orderId}")) {
      for (String stranger : STRANGERS.keySet()) {
        var answer = hub().get(stranger, path(call));
        assertThat(answer.status()).as(call + " by " + stranger).isIn(403, 404);
      }
      assertThat(hub().get("staff.leader", path(call)).status()).as(call).isEqualTo(200);
    }
  }

  @Test
  void nobody_from_elsewhere_does_anything_with_the_case() throws IOException {
    long before = events();
    var wrong = new ArrayList<String>();
    for (String call : calls("POST", "{caseNo}")) {
      for (String stranger : STRANGERS.keySet()) {
        for (String action : call.contains("{action}") ? actions() : List.of("none")) {
          int status = post(stranger, path(call.replace("{action}", action)));
          if (status != 403 && status != 404) {
            wrong.add("%s (%s) by %s: %d".formatted(call, action, stranger, status));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(events()).isEqualTo(before);
  }

  /** Every action that the documentation names. */
  private static List<String> actions() throws IOException {
    var actions =
        Files.readAllLines(Path.of("docs/decide.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .flatMap(line -> ACTION.matcher(line.split("\\|")[1]).results())
            .map(named -> named.group(1))
            .toList();
    assertThat(actions).contains("dispatch", "rejectAnswer", "submitOpinion");
    return actions;
  }

  private int post(String stranger, String path) {
    if (!path.startsWith("/console")) {
      return hub()
          .send(
              hub()
                  .request(stranger, path)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{\"reason\":\"PERSON_ASKED\"}")))
          .status();
    }
    return visits
        .computeIfAbsent(stranger, this::signedIn)
        .fill("/console/account", path, Map.of("reason", "CONTACT"))
        .statusCode();
  }

  private ConsoleVisit signedIn(String account) {
    var visit = new ConsoleVisit(port);
    visit.signIn(account.replaceFirst("staff\\.", ""), hub().secret(account), "");
    assertThat(visit.isIn()).as(account).isTrue();
    return visit;
  }

  private long events() {
    return jdbc.queryForObject(
        "select count(*) from case_event where case_no = ?", Long.class, caseNo);
  }

  private static List<String> calls(String method, String about) throws IOException {
    return AccessMatrix.read().entrySet().stream()
        .filter(row -> row.getKey().startsWith(method + " ") && row.getKey().contains(about))
        .filter(row -> !row.getValue().contains("nobody"))
        .map(Map.Entry::getKey)
        .toList();
  }

  private String path(String call) {
    return call.split(" ")[1]
        .replace("{caseNo}", caseNo)
        .replace("{orderId}", order)
        .replaceAll("\\{[^}]+\\}", "1");
  }

  private HubClient hub() {
    return new HubClient(port, VAR);
  }
}
