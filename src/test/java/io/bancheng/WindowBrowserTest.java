package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.harness.Chromium;
import io.bancheng.harness.WindowForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The public page in a real browser: by keyboard, in both languages, on a desk and on a phone. */
class WindowBrowserTest extends HubTest {
  private static Chromium browser;

  @TempDir Path folder;

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

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-13T08:00:00");
    // what was spent at both pages before has come back an hour later
    WindowForm.open(port);
    hub().get("channel.web", "/track/0?code=0");
    CLOCK.turnTo("2026-10-13T09:00:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/window", "/window?lang=en"})
  void the_form_is_filled_in_and_sent_by_keyboard_alone(String path) throws IOException {
    String name = path.contains("en") ? "-en" : "-zh";
    var note = Files.writeString(folder.resolve("说明.txt"), "窗口说要再来一次。");
    open(path, 1366, 768);
    browser.picture("desk-form" + name);
    browser.tabTo("userType").press(Keys.SPACE);
    browser.tabTo("name").type("吴某某");
    browser.tabTo("mobile").type("194 0000 0061");
    browser.tabTo("secret").press(Keys.SPACE);
    browser.tabTo("region").choose("340882");
    browser.tabTo("times").type("2");
    browser.tabTo("kind").press(Keys.SPACE);
    browser.tabTo("situation").press(Keys.SPACE);
    browser.tabTo("title").type("异地就医备案失败");
    browser.tabTo("content").type("备案一直提示失败，跑了两趟。");
    browser.tabTo("files").type(note.toString());
    browser.tabTo("agree").press(Keys.SPACE);
    browser.press(Keys.TAB).press(Keys.ENTER);
    Awaitility.await().ignoreExceptions().until(() -> browser.text("#queryCode").matches("\\d{6}"));
    browser.picture("desk-receipt" + name);
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.barriers()).isEmpty();
    var found = hub().find(browser.text("#caseNo"));
    assertThat(found.at("/reporter/confidential").asBoolean()).isTrue();
    assertThat(found.path("regionCode").asText()).isEqualTo("340882");
    assertThat(found.at("/demand/title").asText()).isEqualTo("异地就医备案失败");
    follow(name);
  }

  /** From the receipt to the page that shows how it stands, and by number and code to it again. */
  private void follow(String name) throws IOException {
    String caseNo = browser.text("#caseNo");
    String code = browser.text("#queryCode");
    browser.tabTo("track").press(Keys.ENTER);
    Awaitility.await().ignoreExceptions().until(() -> browser.shows("#headline"));
    assertThat(browser.text("#caseNo")).isEqualTo(caseNo);
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.barriers()).isEmpty();
    browser.picture("desk-standing" + name);
    open("/track" + (name.contains("en") ? "?lang=en" : ""), 390, 844);
    assertThat(browser.overhang()).isZero();
    assertThat(browser.barriers()).isEmpty();
    browser.picture("phone-track" + name);
    browser.tabTo("caseNo").type(caseNo);
    browser.tabTo("code").type(code);
    browser.press(Keys.TAB).press(Keys.ENTER);
    Awaitility.await().ignoreExceptions().until(() -> browser.shows("#headline"));
    assertThat(browser.overhang()).isZero();
    browser.picture("phone-standing" + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/window", "/window?lang=en"})
  void faults_get_the_focus_and_lead_to_their_fields(String path) throws IOException {
    String name = path.contains("en") ? "-en" : "-zh";
    open(path, 390, 844);
    browser.picture("phone-form" + name);
    browser.tabTo("title").type("办不了 <b>");
    browser.tabTo("agree").press(Keys.TAB).press(Keys.ENTER);
    Awaitility.await()
        .ignoreExceptions()
        .until(() -> "faults".equals(browser.focused().getAttribute("class")));
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.barriers()).isEmpty();
    browser.picture("phone-faults" + name);
    assertThat(browser.overhang()).isZero();
    browser.press(Keys.TAB).press(Keys.ENTER);
    browser.press(Keys.SPACE);
    assertThat(browser.shows("#userType:checked")).isTrue();
    browser.tabTo("title");
    assertThat(browser.focused().getDomProperty("value")).isEqualTo("办不了 <b>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/window", "/window?lang=en", "/window?text=large", "/window?lang=en&text=large"})
  void nobody_is_kept_out_and_nothing_hangs_over_the_edge(String path) throws IOException {
    open(path, 390, 844);
    assertThat(browser.overhang()).isZero();
    assertThat(browser.barriers()).isEmpty();
    open(path, 320, 568);
    assertThat(browser.overhang()).isZero();
    open(path, 1366, 768);
    assertThat(browser.overhang()).isZero();
    assertThat(browser.barriers()).isEmpty();
    if (path.equals("/window?text=large")) {
      browser.picture("desk-form-large-zh");
    }
  }

  @Test
  void the_first_tab_offers_to_skip_the_head() {
    open("/window", 1366, 768);
    assertThat(browser.firstStop().getText()).isEqualTo("跳到正文");
  }

  private void open(String path, int width, int height) {
    browser.open("http://127.0.0.1:" + port + path, width, height);
  }
}
