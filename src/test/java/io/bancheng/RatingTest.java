package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bancheng.harness.Chromium;
import io.bancheng.harness.Department;
import io.bancheng.harness.Orders;
import io.bancheng.harness.WindowForm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** From the form that a person fills in to what they say about the result. */
class RatingTest extends HubTest {
  private static Chromium browser;

  private final HttpClient http = HttpClient.newHttpClient();

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
  void who_filed_a_matter_on_the_page_rates_its_result_there(String language) throws Exception {
    CLOCK.turnTo("2026-10-19T08:00:00");
    WindowForm.open(port);
    post("caseNo=0&code=0"); // whatever was spent before has come back an hour later
    CLOCK.turnTo("2026-10-19T09:00:00");
    var receipt = file(language);
    CLOCK.turnTo("2026-10-19T10:00:00");
    handle(receipt.get(0), 1);
    tell(receipt.get(0));
    CLOCK.turnTo("2026-10-19T11:00:00");

    browser.open(track(receipt) + "&lang=" + language, 390, 844);
    assertThat(browser.overhang()).isZero();
    assertThat(browser.barriers()).isEmpty();
    browser.picture("phone-rating-" + language);
    browser.open(track(receipt) + "&lang=" + language, 1366, 768);
    browser.tabTo("send-rating").press(Keys.ENTER);
    await().ignoreExceptions().until(() -> browser.shows("#fault"));
    assertThat(browser.barriers()).isEmpty();
    browser.picture("desk-rating-fault-" + language);
    browser.tabTo("satisfaction").press(Keys.SPACE);
    browser.tabTo("words").type("很快就办好了，谢谢。");
    browser.press(Keys.TAB).press(Keys.ENTER);
    await().ignoreExceptions().until(() -> browser.shows("#thanks"));
    assertThat(browser.barriers()).isEmpty();
    assertThat(browser.shows("#rated")).isTrue();
    assertThat(browser.shows("#send-rating")).as("once").isFalse();
    browser.picture("desk-rated-" + language);
    var said = hub().find(receipt.get(0)).at("/callbacks/0");
    assertThat(said.path("role").asText()).isEqualTo("REPORTER");
    assertThat(said.at("/result/satisfaction").asInt()).isEqualTo(5);
  }

  @Test
  void who_is_not_satisfied_has_it_handled_again_and_may_rate_that_once_more() throws Exception {
    CLOCK.turnTo("2026-10-20T08:00:00");
    post("caseNo=0&code=0");
    CLOCK.turnTo("2026-10-20T09:00:00");
    var pushed = hub().push("hotline", Orders.numbered("RATE-1"));
    var receipt = List.of(pushed.text("caseNo"), pushed.text("queryCode"));
    assertThat(post(form(receipt, "2", "SPEED")).body()).contains("现在不能评价");
    handle(receipt.get(0), 1);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> types(receipt.get(0)).contains("FeedbackGiven"));
    CLOCK.turnTo("2026-10-20T10:00:00");

    var page = Jsoup.parse(post(form(receipt, "2", "SPEED")).body());
    assertThat(page.select("#thanks")).hasSize(1);
    assertThat(page.select(".inset").text()).contains("第 2 次办理");
    assertThat(types(receipt.get(0)))
        .containsSubsequence("CallbackRecorded", "Reopened", "Dispatched");
    assertThat(post(form(receipt, "5", "")).body()).contains("现在不能评价");

    handle(receipt.get(0), 2);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> hub().find(receipt.get(0)).path("status").asText().equals("FEEDBACK_GIVEN"));
    CLOCK.turnTo("2026-10-20T11:00:00");
    assertThat(post(form(receipt, "1", "")).body()).contains("thanks");
    assertThat(types(receipt.get(0))).as("the second time a person decides").contains("Supervised");
    assertThat(post(form(receipt, "5", "")).body()).contains("现在不能评价");
  }

  @Test
  void a_wrong_code_rates_nothing_and_guessing_is_slowed_down() throws Exception {
    CLOCK.turnTo("2026-10-21T08:00:00");
    post("caseNo=0&code=0");
    CLOCK.turnTo("2026-10-21T09:00:00");
    var pushed = hub().push("hotline", Orders.numbered("RATE-2"));
    String code = pushed.text("queryCode").equals("000000") ? "000001" : "000000";
    var wrong = List.of(pushed.text("caseNo"), code);
    for (int n = 0; n < 5; n++) {
      assertThat(post(form(wrong, "5", "")).statusCode()).isEqualTo(404);
    }
    assertThat(post(form(wrong, "5", "")).statusCode()).isEqualTo(429);
    assertThat(types(pushed.text("caseNo"))).doesNotContain("CallbackRecorded");
  }

  private List<String> file(String language) throws IOException {
    browser.open("http://127.0.0.1:" + port + "/window?lang=" + language, 1366, 768);
    browser.tabTo("userType").press(Keys.SPACE);
    browser.tabTo("name").type("吴某某");
    browser.tabTo("mobile").type(Orders.phone("rating-" + language));
    browser.tabTo("region").choose("340882");
    browser.tabTo("kind").press(Keys.SPACE);
    browser.tabTo("situation").press(Keys.SPACE);
    browser.tabTo("title").type("异地就医备案失败");
    browser.tabTo("content").type("备案一直提示失败，跑了两趟。" + language);
    browser.tabTo("agree").press(Keys.SPACE);
    browser.press(Keys.TAB).press(Keys.ENTER);
    await().ignoreExceptions().until(() -> browser.text("#queryCode").matches("\\d{6}"));
    return List.of(browser.text("#caseNo"), browser.text("#queryCode"));
  }

  private void handle(String caseNo, int nth) throws Exception {
    try (var bureau = Department.of(broker.port(), "340882.ybj", hub())) {
      String share = caseNo + "-" + nth;
      bureau.send(Department.reply("SIGNED", share, CLOCK.toString()).toString());
      bureau.send(
          Department.reply("OPINION_SUBMITTED", share, CLOCK.toString())
              .put("resultType", "SOLVED")
              .put("opinionText", "已重新备案")
              .put("publicReplyText", "您的备案已经办好。")
              .toString());
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> types(caseNo).stream().filter("Closed"::equals).count() == nth);
    }
  }

  private void tell(String caseNo) {
    var told = hub().act(caseNo, "giveFeedback", "{\"method\":\"PHONE\",\"outcome\":\"REACHED\"}");
    assertThat(told.status()).isEqualTo(200);
  }

  private List<String> types(String caseNo) {
    return hub()
        .get("staff.admin", "/api/v1/cases/" + caseNo + "/events")
        .body()
        .findValuesAsText("type");
  }

  private String track(List<String> receipt) {
    return "http://127.0.0.1:%d/track/%s?code=%s".formatted(port, receipt.get(0), receipt.get(1));
  }

  private static String form(List<String> receipt, String satisfaction, String cause) {
    return "caseNo=%s&code=%s&satisfaction=%s&cause=%s&words="
        .formatted(receipt.get(0), receipt.get(1), satisfaction, cause);
  }

  private HttpResponse<String> post(String form) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/track/rating"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }
}
