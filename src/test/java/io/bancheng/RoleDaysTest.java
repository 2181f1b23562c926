package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.harness.Chromium;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.Orders;
import io.bancheng.harness.RoleConfig;
import io.bancheng.harness.Walk;
import io.bancheng.ledger.TimeGuard;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/**
 * The day of each role in a real browser, in both languages, from the form that a citizen fills in
 * to what they say about the result.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class RoleDaysTest {
  private static final Path VAR = RoleConfig.var();
  private static final CrankedClock CLOCK = new CrankedClock("2026-10-12T09:00:00");
  private static Chromium browser;

  @TestBean(methodName = "crankedClock")
  Clock clock;

  /** The ledger's time is the turned one too, and turning it is no jump. */
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

  @BeforeAll
  static void start() {
    browser = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void what_a_citizen_files_is_handled_told_and_rated(String language) {
    var walk = day("2026-10-12T09:00:00", language);
    var receipt = file(walk, language);
    String caseNo = receipt.get(0);
    CLOCK.turnTo("2026-10-12T09:40:00");
    walk.signIn("handler").follow("inbox", "/console/inbox");
    assertThat(walk.page().text("#sign")).contains(caseNo, "异地就医备案失败");
    walk.page().click("#sign-" + caseNo + "-1");
    walk.await("form[action$='/actions/submitOpinion']").visit("share", "/console/cases/" + caseNo);
    walk.act(
        "submitOpinion",
        Map.of("resultType", "SOLVED", "opinionText", "已重新备案", "publicReplyText", "您的备案已经办好。"),
        "#result");
    CLOCK.turnTo("2026-10-12T09:50:00");
    walk.signIn("clerk").visit("clerk-tasks", "/console");
    assertThat(walk.page().text("tbody")).contains(caseNo);
    walk.visit("feedback", "/console/cases/" + caseNo);
    walk.act(
        "giveFeedback",
        Map.of("method", "PHONE", "outcome", "REACHED"),
        "[aria-labelledby='result'] li");
    CLOCK.turnTo("2026-10-12T10:00:00");
    String track = "/track/%s?code=%s".formatted(caseNo, receipt.get(1));
    walk.stranger().visit("rating", track);
    assertThat(walk.page().text(".reply")).contains("您的备案已经办好。");
    browser.click("#size");
    walk.await("html.large #size").look("rating-large");
    browser.fillIn("form[action*='/track/rating']", Map.of("satisfaction", "4", "words", "谢谢。"));
    browser.send("form[action*='/track/rating']");
    walk.await("#thanks").visit("rated", track);
    assertThat(hub().find(caseNo).at("/callbacks/0/result/satisfaction").asInt()).isEqualTo(4);
  }

  /** The form, the receipt, and the page that shows how it stands. */
  private List<String> file(Walk walk, String language) {
    walk.stranger().visit("form", "/window");
    browser.fillIn(
        "form[method='post']",
        Map.of(
            "userType", "1",
            "name", "吴某某",
            "mobile", Orders.phone("day-" + language),
            "region", "340882",
            "kind", "1",
            "situation", "1",
            "title", "异地就医备案失败",
            "content", "备案一直提示失败，跑了两趟。" + language,
            "agree", "1"));
    browser.send("form[method='post']");
    walk.await("#queryCode").look("receipt");
    assertThat(browser.shows(".scan img[src^='data:image']")).as("the QR code").isTrue();
    var receipt = List.of(browser.text("#caseNo"), browser.text("#queryCode"));
    walk.visit("track-ask", "/track");
    walk.visit("track", "/track/%s?code=%s".formatted(receipt.get(0), receipt.get(1)));
    assertThat(browser.text("li[aria-current='step']")).contains(walk.say("转办", "Handed over"));
    return receipt;
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void a_clerk_takes_down_what_somebody_brings_and_screens_what_came(String language) {
    var walk = day("2026-10-13T09:00:00", language).signIn("clerk");
    walk.follow("counter-form", "/console/new");
    browser.fillIn(
        "form[action$='/console/new']",
        Map.of(
            "title", "医保卡停用",
            "content", "卡突然不能用，来了两次没人说得清。" + language,
            "region", "340882",
            "name", "方某某",
            "mobile", Orders.phone("counter-" + language),
            "agentFor", "方老某",
            "agentRelation", "父子"));
    browser.send("form[action$='/console/new']");
    walk.await("#queryCode").look("counter-receipt");
    String caseNo = browser.text("#caseNo");
    walk.visit("counter-case", "/console/cases/" + caseNo);
    assertThat(hub().find(caseNo).path("channel").asText()).isEqualTo("COUNTER");

    String doubtful = push("SCREEN-" + language, "法院判决后的执行问题", "法院已经判决，仍在诉讼中，请求协调。").text("caseNo");
    walk.visit("clerk-desk", "/console");
    assertThat(browser.text("tbody")).contains(doubtful);
    walk.visit("screening", "/console/cases/" + doubtful);
    walk.act("accept", Map.of("categoryCode", "0103", "issueClass", "GENERAL"), "#status");
    await().atMost(Duration.ofSeconds(30)).until(() -> types(doubtful).contains("Accepted"));
    walk.visit("search", "/console/cases?q=" + "SCREEN-" + language);
    assertThat(browser.source()).contains(doubtful);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void a_coordinator_dispatches_decides_and_reviews(String language) {
    var walk = day("2026-10-14T09:00:00", language).signIn("coordinator");
    String caseNo = push("DESK-" + language, "一件说不清的事", "到处跑，没有人知道归谁管。").text("caseNo");
    walk.visit("coordinator-desk", "/console");
    assertThat(browser.text("tbody")).contains(caseNo);
    walk.visit("dispatch", "/console/cases/" + caseNo);
    if (browser.shows("form[action$='/actions/accept']")) {
      walk.act(
          "accept",
          Map.of("categoryCode", "0103", "issueClass", "GENERAL"),
          "form[action$='/actions/dispatch']");
    }
    walk.act(
        "dispatch",
        Map.of("lead", "340882:ybj", "dispatchOpinion", "请医保局牵头"),
        "form[action$='/actions/addSupport']");
    CLOCK.turnTo("2026-10-14T09:10:00");
    String path = "/console/cases/" + caseNo;
    walk.signIn("chief").visit("chief-share", path);
    walk.act("sign", Map.of(), "form[action$='/actions/requestReturn']");
    walk.act(
        "requestReturn",
        Map.of(
            "reasonCode", "NOT_OUR_DUTY",
            "reasonText", "不属于本局职责",
            "legalBasis", "三定规定",
            "suggestedDept", "rsj"),
        "#timeline");
    walk.visit("inbox-asked", "/console/inbox");
    assertThat(browser.text("#asked")).contains(caseNo);
    CLOCK.turnTo("2026-10-14T09:20:00");
    walk.signIn("coordinator").visit("return", path);
    walk.act(
        "refuseReturn", Map.of("decisionText", "仍由医保局办理"), "form[action$='/actions/addSupport']");
    CLOCK.turnTo("2026-10-14T09:30:00");
    walk.signIn("handler").visit("share-back", path);
    walk.act(
        "requestExtension", Map.of("reasonCode", "COMPLEX", "requestedWorkdays", "2"), "#timeline");
    CLOCK.turnTo("2026-10-14T09:40:00");
    walk.signIn("coordinator").visit("extension", path);
    walk.act("decideExtension", Map.of("granted", "true", "decisionText", "同意"), "#timeline");
    assertThat(types(caseNo)).contains("ReturnRefused", "ExtensionDecided");
    CLOCK.turnTo("2026-10-14T09:50:00");
    walk.signIn("handler").visit("share-extended", path);
    walk.act(
        "submitOpinion",
        Map.of("resultType", "CANNOT_BE_DONE", "opinionText", "政策不允许", "policyBasis", "某办法第三条"),
        "#timeline");
    CLOCK.turnTo("2026-10-14T10:00:00");
    walk.signIn("coordinator").visit("review", path);
    walk.act(
        "close",
        Map.of("resultType", "CANNOT_BE_DONE", "resultText", "按现行政策不能办理", "policyBasis", "某办法第三条"),
        "#result");
    walk.visit("record", path + "/record").visit("clocks", path + "/clocks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void a_chief_representative_sees_their_department_and_only_that(String language) {
    var walk = day("2026-10-15T09:00:00", language);
    String own = push("OWN-" + language, "异地就医备案失败", "来电人反映异地就医备案一直提示失败。").text("caseNo");
    String other = push("OTHER-" + language, "社保卡不能用", "社保卡丢了补不了。").text("caseNo");
    assertThat(lead(other)).isEqualTo("340882:rsj");
    walk.signIn("chief").visit("chief-inbox", "/console/inbox");
    assertThat(browser.text("#sign")).contains(own).doesNotContain(other);
    walk.visit("chief-cases", "/console/cases?region=340882");
    assertThat(browser.source()).contains(own).doesNotContain(other);
    browser.open(at("/console/cases/" + other), 1366, 768);
    assertThat(browser.text("h1")).isEqualTo(walk.say("没有找到", "Not found"));
    browser.complaints();
    walk.visit("chief-indicators", "/console/indicators?by=department");
    assertThat(browser.text(".chart")).contains("医疗保障局").doesNotContain("人力资源");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void a_supervisor_issues_an_order_and_judges_the_answer(String language) {
    var walk = day("2026-10-16T09:00:00", language);
    String caseNo = push("SLOW-" + language, "异地就医备案失败", "来电人反映异地就医备案一直提示失败。").text("caseNo");
    String path = "/console/cases/" + caseNo;
    CLOCK.turnTo("2026-10-16T16:50:00");
    walk.signIn("supervisor").visit("supervisor-desk", "/console");
    walk.visit("supervisor-case", path);
    walk.act(
        "issueSupervision", Map.of("level", "NOTICE", "requirement", "请于两日内说明未签收的原因"), "#orders");
    String order = caseNo + "-D1";
    walk.visit("order", "/console/supervision/" + order);
    assertThat(browser.text("h1")).contains("督办单");
    walk.visit("orders", "/console/supervision");
    assertThat(browser.text("tbody")).contains(order);
    CLOCK.turnTo("2026-10-16T17:00:00");
    walk.signIn("leader").visit("leader-inbox", "/console/inbox");
    assertThat(browser.text("#supervision")).contains(order);
    walk.visit("leader-case", path);
    walk.act("answerSupervision", Map.of("answerText", "经办人外出，已经改由他人签收。"), "#timeline");
    CLOCK.turnTo("2026-10-16T17:10:00");
    walk.signIn("supervisor").visit("answer", path);
    walk.act("acceptAnswer", Map.of(), "#timeline");
    assertThat(types(caseNo))
        .containsSubsequence(
            "SupervisionIssued", "SupervisionAnswered", "SupervisionAnswerAccepted");
    walk.signIn("office").visit("office-case", path);
    walk.act("issueSupervision", Map.of("level", "YELLOW_CARD", "requirement", "限期整改"), "#orders");
    walk.visit("cards", "/console/supervision?level=YELLOW_CARD");
    assertThat(browser.text("tbody")).contains(caseNo + "-D2").doesNotContain(order);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void operations_keep_the_lines_and_see_no_case(String language) {
    var walk = day("2026-10-19T09:00:00", language).signIn("operations");
    hub().push("hotline", Orders.numbered("OPS-" + language).replace("340882", "999999\""));
    for (String page :
        List.of(
            "flow",
            "departments",
            "parked",
            "codes",
            "alerts",
            "configuration",
            "nodes",
            "shadow")) {
      walk.visit("operations-" + page, "/console/" + page);
    }
    walk.visit("operations-tasks", "/console");
    walk.visit("operations-cases", "/console/cases");
    assertThat(browser.shows("tbody")).isFalse();
    browser.open(at("/console/configuration"), 1366, 768);
    walk.visit("operations-version", browser.link("tbody a").replaceFirst("^.*?(?=/console)", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void an_auditor_reads_who_did_what(String language) {
    var walk = day("2026-10-20T09:00:00", language).signIn("auditor");
    walk.follow("audit", "/console/audit").visit("audit-verified", "/console/audit?verify=true");
    assertThat(browser.shows("#verdict")).isTrue();
    assertThat(browser.shows("#verdict.warn")).isFalse();
    walk.visit("account", "/console/account");
    walk.signIn("security").visit("accounts", "/console/accounts");
    assertThat(browser.text("tbody")).contains("staff.handler", "潜山市医疗保障局");
    browser.open(at("/console/audit"), 1366, 768);
    assertThat(browser.text("h1")).isEqualTo(walk.say("无权查看", "Not for this account"));
    browser.complaints();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void a_manager_reads_the_figures_and_opens_what_is_behind(String language) {
    var walk = day("2026-10-21T09:00:00", language).signIn("manager");
    push("FIGURE-" + language, "异地就医备案失败", "来电人反映异地就医备案一直提示失败。");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                hub()
                        .get("staff.manager", "/api/v1/indicators?from=2026-10-21&to=2026-10-22")
                        .body()
                        .at("/groups/0/figures/received/numerator")
                        .asInt()
                    > 0);
    walk.visit("indicators", "/console/indicators?by=department&chart=autoRate");
    assertThat(browser.shows("figure.chart rect")).isTrue();
    walk.visit("trend", "/console/indicators?by=month&chart=autoRate");
    assertThat(browser.text(".trend")).contains("2025-11", "2026-10", "100%");
    String behind = "/console/indicators/received?part=numerator&from=2026-10-21&to=2026-10-22";
    walk.visit("behind", behind);
    assertThat(browser.text("tbody")).contains("潜山市医疗保障局");
    String days = "from=2026-10-21&to=2026-10-22&format=csv";
    var file = hub().get("staff.manager", "/console/export?" + days).raw();
    long rows = file.body().lines().count() - 1;
    walk.follow("ledger", "/console/ledger");
    assertThat(browser.text("#rows"))
        .isEqualTo(walk.say("%1$d / %1$d 行", "%1$d of %1$d rows").formatted(rows));
  }

  private Walk day(String time, String language) {
    CLOCK.turnTo(time);
    browser.complaints();
    return new Walk(browser, hub(), port, language);
  }

  private HubClient.Answer push(String id, String title, String content) {
    var order = Orders.order(id, "340882", title, content);
    return hub().push("hotline", order.toString());
  }

  private String lead(String caseNo) {
    return hub().find(caseNo).at("/assignments/0/department").asText();
  }

  private List<String> types(String caseNo) {
    return hub()
        .get("staff.admin", "/api/v1/cases/" + caseNo + "/events")
        .body()
        .findValuesAsText("type");
  }

  private HubClient hub() {
    return new HubClient(port, VAR);
  }

  private String at(String path) {
    return "http://localhost:" + port + path;
  }
}
