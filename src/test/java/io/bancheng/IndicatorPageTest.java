package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bancheng.harness.Chromium;
import io.bancheng.harness.Orders;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/**
 * The page of the indicators in a real browser, from a case at the door to the list behind a
 * figure.
 */
class IndicatorPageTest extends HubTest {
  private static final String PATH = "/console/indicators";
  private static Chromium browser;

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
  void cases() {
    CLOCK.turnTo("2026-06-02T09:00:00");
    for (int i = 0; i < 6; i++) {
      hub().push("hotline", Orders.numbered("PAGE-" + i));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                hub()
                        .get("staff.admin", "/api/v1/indicators?region=3408")
                        .body()
                        .at("/groups/0/figures/received/numerator")
                        .asInt()
                    >= 6);
    CLOCK.turnTo("2026-06-22T09:00:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void figures_are_compared_and_opened_on_a_desk_and_on_a_phone(String language)
      throws IOException {
    String query = "?region=3408&by=department&lang=" + language;
    open(PATH + query, 1366, 768);
    assertThat(browser.text("h1")).isEqualTo(language.equals("en") ? "Indicators" : "考核指标");
    browser.picture("desk-indicators-" + language);
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.barriers()).isEmpty();
    assertThat(browser.overhang()).isZero();
    assertThat(browser.shows(".chart rect")).isTrue();
    assertThat(browser.text("tbody")).contains("潜山市医疗保障局");

    open(PATH + query, 390, 844);
    assertThat(browser.overhang()).isZero();
    assertThat(browser.barriers()).isEmpty();
    browser.picture("phone-indicators-" + language);

    open(PATH + "/onTime?part=missed&region=3408&lang=" + language, 1366, 768);
    assertThat(browser.text("tbody")).contains("潜山市医疗保障局");
    assertThat(browser.barriers()).isEmpty();
    browser.picture("desk-indicator-cases-" + language);
  }

  @Test
  void the_filter_is_used_by_keyboard_and_keeps_the_language() {
    open(PATH + "?lang=en", 1366, 768);
    browser.tabTo("by").choose("month");
    browser.tabTo("region").type("3408");
    browser.press(Keys.ENTER);
    await()
        .atMost(Duration.ofSeconds(15))
        .ignoreExceptions()
        .until(() -> browser.text("tbody th").equals("2026-06"));
    assertThat(browser.text("h1")).isEqualTo("Indicators");
  }

  @Test
  void the_page_links_to_the_ledger_of_its_days() {
    open(PATH + "?from=2026-06-01&to=2026-07-01&region=3408&lang=zh", 1366, 768);
    assertThat(browser.link("a.button"))
        .contains("/console/export?from=2026-06-01&to=2026-07-01&region=3408&lang=zh&format=xlsx");
    var file =
        hub().get("staff.admin", "/console/export?from=2026-06-01&to=2026-07-01&format=csv").raw();
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.body()).startsWith("\uFEFF编号,");
  }

  @Test
  void nobody_but_staff_may_look() {
    assertThat(hub().get("channel.web", PATH).status()).isEqualTo(403);
  }

  private void open(String path, int width, int height) {
    String hub = "http://localhost:" + port;
    browser.open(hub + path, width, height);
    if (browser.shows("#account")) {
      browser.tabTo("account").type("admin");
      browser.tabTo("key").type(hub().secret("staff.admin")).press(Keys.ENTER);
      await().ignoreExceptions().until(() -> !browser.shows("#account"));
      browser.open(hub + path, width, height);
    }
  }
}
