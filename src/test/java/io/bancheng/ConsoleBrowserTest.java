package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.harness.Chromium;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.AuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;

/** The staff console in a real browser, by keyboard, in both languages, on a desk and a phone. */
class ConsoleBrowserTest extends HubTest {
  private static final String RULES = "config/tables/routing.csv";

  private static Chromium browser;

  @Autowired AuditTrail audit;

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
  void a_clerk_signs_in_finds_a_case_and_decides_on_it(String language) throws IOException {
    CLOCK.turnTo("2026-10-13T09:00:00");
    var order = Orders.order("CONSOLE-" + language, "340882", "法院判决后的执行问题", "法院已经判决，仍在诉讼中，请求协调。");
    String caseNo = hub().push("hotline", order.toString()).text("caseNo");
    signIn(language);
    browser.open(at("/console"), 390, 844);
    assertThat(browser.overhang()).isZero();
    browser.open(at("/console"), 1366, 768);
    look("tasks-" + language);
    browser.open(at("/console?kind=SCREEN"), 1366, 768);
    assertThat(browser.text("tbody")).contains(caseNo);
    browser.open(at("/console/cases"), 1366, 768);
    look("cases-" + language);
    browser.tabTo("q").type("CONSOLE-" + language).press(Keys.ENTER);
    Awaitility.await().ignoreExceptions().until(() -> browser.text("tbody").contains(caseNo));
    browser.open(at("/console/cases/" + caseNo), 1366, 768);
    assertThat(browser.text("#caseNo")).isEqualTo(caseNo);
    look("case-" + language);
    browser.open(at("/console/cases/" + caseNo), 390, 844);
    assertThat(browser.overhang()).isZero();
    browser.picture("phone-console-case-" + language);
    browser.open(at("/console/cases/" + caseNo), 1366, 768);
    assertThat(browser.text("#person-name")).endsWith("**");
    browser.tabTo("reason").choose("CONTACT").press(Keys.TAB).press(Keys.ENTER);
    Awaitility.await().ignoreExceptions().until(() -> !browser.text("#person-name").contains("*"));
    look("revealed-" + language);
    assertThat(audit.page(new AuditTrail.Filter(null, null, null, "REVEAL", caseNo, null, null, 9)))
        .extracting(e -> e.deed().detail())
        .containsExactly("reason=CONTACT idNumber=true");
    browser.open(at("/console/cases/" + caseNo + "/record"), 1366, 768);
    assertThat(browser.text("#course"))
        .contains(language.equals("en") ? "1 13 October" : "1 2026年");
    assertThat(browser.text("dl")).contains("**");
    assertThat(browser.text("#chain")).contains(language.equals("en") ? "holds" : "完整，");
    look("record-" + language);
    browser.open(at("/console/cases/" + caseNo), 1366, 768);
    String before = browser.text("#status");
    browser.tabTo("open-withdraw").press(Keys.ENTER);
    browser.tabTo("withdraw-reason").type("来电撤回").press(Keys.TAB).press(Keys.ENTER);
    Awaitility.await().ignoreExceptions().until(() -> !browser.text("#status").equals(before));
    assertThat(hub().find(caseNo).path("status").asText()).isEqualTo("CANCELLED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void a_clerk_registers_what_somebody_brings(String language) throws IOException {
    CLOCK.turnTo("2026-10-13T09:10:00");
    signIn(language);
    browser.open(at("/console/new"), 390, 844);
    assertThat(browser.overhang()).isZero();
    browser.open(at("/console/new"), 1366, 768);
    look("new-" + language);
    browser.tabTo("title").type("医保异地备案办不成 " + language);
    browser.tabTo("content").type("来了三次，备案一直提示失败。");
    browser.tabTo("times").type("3");
    browser.tabTo("region").choose("340882");
    browser.tabTo("name").type("方某某");
    browser.tabTo("mobile").type("194 0000 007" + (language.equals("en") ? "2" : "3"));
    browser.press(Keys.ENTER);
    Awaitility.await().ignoreExceptions().until(() -> browser.shows("#queryCode"));
    look("receipt-" + language);
    var found = hub().find(browser.text("#caseNo"));
    assertThat(found.path("channel").asText()).isEqualTo("COUNTER");
    assertThat(found.path("status").asText()).isEqualTo("HANDLING");
    browser.tabTo("open").press(Keys.ENTER);
    Awaitility.await().ignoreExceptions().until(() -> browser.shows("#timeline"));
    look("case-handling-" + language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void operations_look_at_the_lines_and_mend_a_message(String language) throws IOException {
    CLOCK.turnTo("2026-10-13T09:30:00");
    var wrong = Orders.numbered("MEND-" + language).replace("340882", "999999\"");
    assertThat(hub().push("hotline", wrong).status()).isEqualTo(400);
    signIn(language);
    for (String page :
        List.of(
            "flow",
            "channels",
            "departments",
            "codes",
            "alerts",
            "configuration",
            "parked?reason=UNREADABLE")) {
      browser.open(at("/console/" + page), 390, 844);
      assertThat(browser.overhang()).isZero();
      browser.picture("phone-console-" + page.replaceFirst("\\?.*", "") + "-" + language);
      browser.open(at("/console/" + page), 1366, 768);
      look(page.replaceFirst("\\?.*", "") + "-" + language);
    }
    browser.open(at("/console/flow"), 1366, 768);
    assertThat(browser.text(".flow")).contains(language.equals("en") ? "Assign" : "转办");
    browser.open(at("/console/flow?all=true"), 1366, 768);
    assertThat(browser.text("tbody")).contains("accept-http-hotline-cases", "process-message");
    browser.open(at("/console/cases/1"), 1366, 768);
    assertThat(browser.text("h1")).isEqualTo(language.equals("en") ? "Not found" : "没有找到");
    browser.complaints();
    browser.open(at("/console/parked?reason=UNREADABLE"), 1366, 768);
    browser.open(browser.link("tbody tr:last-child a"), 1366, 768);
    look("parked-message-" + language);
    browser.tabTo("text").clear().type(Orders.numbered("MEND-" + language));
    browser.press(Keys.TAB).press(Keys.ENTER);
    Awaitility.await().ignoreExceptions().until(() -> browser.shows(".counters"));
    CLOCK.turnTo("2026-10-13T09:31:00");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(
            () -> {
              browser.open(at("/console/cases?q=MEND-" + language), 1366, 768);
              return browser.shows("tbody tr");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void operations_let_other_rules_run_in_the_shadow(String language) throws IOException {
    String hour = language.equals("en") ? "2026-10-13T10:" : "2026-10-13T09:";
    CLOCK.turnTo(hour + "40:00");
    signIn(language);
    browser.open(at("/console/configuration"), 1366, 768);
    browser.tabTo("shadow").press(Keys.ENTER);
    Awaitility.await().ignoreExceptions().until(() -> browser.shows("#rules"));
    look("shadow-begin-" + language);
    browser.tabTo("rules");
    String rules = browser.focused().getDomProperty("value");
    begin(rules.replaceFirst("(S01,.*),ybj,", "$1,nobody,"));
    Awaitility.await().ignoreExceptions().until(() -> browser.shows(".faults"));
    assertThat(browser.text(".faults")).contains(RULES + ":25:").contains("unknown lead");
    look("shadow-refused-" + language);
    browser.tabTo("rules");
    begin(rules.replaceFirst("(S03,.*),ybj,", "$1,rsj,"));
    Awaitility.await().ignoreExceptions().until(() -> browser.shows("#stop"));
    var order = Orders.order("SHADOWED-" + language, "340882", "生育津贴办不下来", "生育津贴申请了三次没有结果。");
    var pushed = hub().push("hotline", order.toString());
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(
            () -> {
              browser.open(at("/console/shadow"), 1366, 768);
              return browser.text("#CHANGED").equals("1");
            });
    assertThat(browser.text("#examples"))
        .contains(pushed.text("caseNo"), "S03", "0105", "340882:ybj", "340882:rsj");
    look("shadow-" + language);
    browser.open(at("/console/shadow"), 390, 844);
    assertThat(browser.overhang()).isZero();
    browser.picture("phone-console-shadow-" + language);
    CLOCK.turnTo(hour + "41:00");
    browser.tabTo("stop").press(Keys.ENTER);
    Awaitility.await().ignoreExceptions().until(() -> browser.shows("#rules"));
    assertThat(browser.text("#CHANGED")).as("its report stays").isEqualTo("1");
  }

  /** Puts these rules into the field that has the focus, at once as a paste does, and goes. */
  private static void begin(String rules) {
    browser.fill(rules).press(Keys.TAB).press(Keys.TAB).press(Keys.ENTER);
  }

  @Test
  void a_clerk_finds_a_case_by_its_words_and_days_and_a_closed_page_says_so() throws IOException {
    CLOCK.turnTo("2026-10-13T09:40:00");
    var order = Orders.order("CONSOLE-WORDS", "340882", "灵活就业补缴", "窗口说系统里查不到鹞落坪的ＡＢ参保记录。");
    String caseNo = hub().push("hotline", order.toString()).text("caseNo");
    signIn("zh");
    browser.open(at("/console/cases"), 1366, 768);
    browser.tabTo("text").type("鹞落坪 ab参保").press(Keys.ENTER);
    Awaitility.await().ignoreExceptions().until(() -> browser.shows("#looked"));
    assertThat(browser.text("tbody")).contains(caseNo);
    assertThat(browser.text("tbody").lines().filter(line -> line.startsWith("3408"))).hasSize(1);
    look("cases-by-words");
    browser.open(at("/console/cases?text=鹞落坪&from=2026-10-13&to=2026-10-13"), 1366, 768);
    assertThat(browser.text("tbody")).contains(caseNo);
    browser.open(at("/console/cases?text=鹞落坪&to=2026-10-12"), 390, 844);
    assertThat(browser.shows("tbody")).isFalse();
    assertThat(browser.overhang()).isZero();
    browser.open(at("/console/audit"), 1366, 768);
    assertThat(browser.text("h1")).isEqualTo("无权查看");
    browser.picture("console-closed");
    browser.complaints();
  }

  private void signIn(String language) throws IOException {
    browser.open(at("/console/sign-in?lang=" + language), 1366, 768);
    look("sign-in-" + language);
    browser.tabTo("account").type("admin");
    browser.tabTo("key").type(Files.readString(VAR.resolve("keys/staff.admin.key")).strip());
    browser.press(Keys.ENTER);
    Awaitility.await().ignoreExceptions().until(() -> browser.shows(".find"));
  }

  private void look(String name) throws IOException {
    browser.picture("console-" + name);
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.barriers()).isEmpty();
    assertThat(browser.overhang()).isZero();
  }

  private String at(String path) {
    return "http://localhost:" + port + path;
  }
}
