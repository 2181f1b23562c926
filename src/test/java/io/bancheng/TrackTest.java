package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.harness.Department;
import io.bancheng.harness.Orders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reporter looks where the matter stands, by number and query code. */
class TrackTest extends HubTest {
  private static final String JSON = "application/json";
  private static final String WRONG = "编号或查询码不对";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final HttpClient http = HttpClient.newHttpClient();
  private String caseNo;
  private String code;

  @BeforeEach
  void a_case_of_the_morning() throws Exception {
    CLOCK.turnTo("2026-10-15T08:00:00");
    look("caseNo=0", "0"); // whatever was spent before has come back an hour later
    CLOCK.turnTo("2026-10-15T09:00:00");
    var order =
        Orders.order("TRACK-" + COUNT.incrementAndGet(), "340882", "异地就医备案失败", "医保异地就医备案一直提示失败。");
    var receipt = hub().push("hotline", order.toString());
    caseNo = receipt.text("caseNo");
    code = receipt.text("queryCode");
    CLOCK.turnTo("2026-10-15T09:20:00");
  }

  @Test
  void number_and_code_show_the_step_and_the_promised_dates() throws Exception {
    var page =
        page(look("caseNo=" + caseNo.substring(0, 6) + "+" + full(caseNo.substring(6)), code));
    assertThat(page.select("h1").text()).isEqualTo("正在办");
    assertThat(page.select("li[aria-current=step] strong").text()).isEqualTo("转办");
    assertThat(page.select("li.ahead")).hasSize(2);
    assertThat(page.select(".facts").text()).contains("潜山市医疗保障局").contains("2026年10月20日");
    var json = json(get("/track/" + caseNo + "?code=" + code, JSON));
    assertThat(json.path("status").asText()).isEqualTo("HANDLING");
    assertThat(json.path("step").asText()).isEqualTo("DISPATCH");
    assertThat(json.at("/promised/0/dueAt").asText()).startsWith("2026-10-20T23:59:59");
    assertThat(json.at("/promised/0/kind").asText()).isEqualTo("HANDLE");
    assertThat(json.at("/promised/0/kept").asBoolean()).isTrue();
  }

  @Test
  void no_personal_data_and_no_word_of_the_departments_is_shown() throws Exception {
    String all =
        get("/track/" + caseNo + "?code=" + code, "text/html").body()
            + get("/track/" + caseNo + "?code=" + code, JSON).body();
    var person = hub().find(caseNo).path("reporter");
    assertThat(all)
        .doesNotContain("异地就医备案一直提示失败")
        .doesNotContain(person.path("name").asText("-"))
        .doesNotContain("rule", "hash", "actor");
  }

  @Test
  void a_wrong_number_and_a_wrong_code_look_the_same() throws Exception {
    String other = code.equals("000000") ? "000001" : "000000";
    var wrongCode = look("caseNo=" + caseNo, other);
    var wrongNumber = look("caseNo=" + caseNo.replaceAll("\\d$", "x"), code);
    assertThat(wrongCode.statusCode()).isEqualTo(404).isEqualTo(wrongNumber.statusCode());
    assertThat(page(wrongCode).select(".faults h2").text()).isEqualTo(WRONG);
    assertThat(page(wrongNumber).select(".faults").html())
        .isEqualTo(page(wrongCode).select(".faults").html());
    var one = get("/track/" + caseNo + "?code=" + other, JSON);
    var two = get("/track/" + "340882261124000013" + "?code=" + code, JSON);
    assertThat(one.statusCode()).isEqualTo(404);
    assertThat(two.body()).isEqualTo(one.body());
  }

  @Test
  void who_guesses_has_to_wait() throws Exception {
    CLOCK.turnTo("2026-10-15T09:30:00");
    for (int n = 0; n < 5; n++) {
      look("caseNo=" + caseNo, "000000");
    }
    var refused = look("caseNo=" + caseNo, code);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("12");
    assertThat(page(refused).select(".faults").text()).contains("请过 12 秒再试");
    assertThat(get("/track/" + caseNo + "?code=" + code, JSON).statusCode()).isEqualTo(429);
    CLOCK.turnTo("2026-10-15T09:30:12");
    assertThat(look("caseNo=" + caseNo, code).statusCode()).isEqualTo(200);
  }

  @Test
  void a_closed_case_shows_the_public_reply_and_not_the_opinion() throws Exception {
    String assignment = hub().find(caseNo).at("/assignments/0/assignmentId").asText();
    var bureau = Department.of(broker.port(), "340882.ybj", hub());
    bureau.send(Department.reply("SIGNED", assignment, CLOCK.toString()).toString());
    bureau.send(
        Department.reply("OPINION_SUBMITTED", assignment, CLOCK.toString())
            .put("resultType", "SOLVED")
            .put("opinionText", "内部：系统接口已修复")
            .put("publicReplyText", "您的备案已经办好。")
            .toString());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> "FEEDBACK_GIVEN".equals(hub().find(caseNo).path("status").asText()));
    bureau.close();
    CLOCK.turnTo("2026-10-15T10:00:00");
    var page = page(look("caseNo=" + caseNo, code));
    assertThat(page.select("h1").text()).isEqualTo("已经把结果告诉您");
    assertThat(page.select(".reply .words").text()).isEqualTo("您的备案已经办好。");
    assertThat(page.text()).doesNotContain("系统接口");
    assertThat(page.select("li.ahead")).isEmpty();
  }

  private HttpResponse<String> look(String number, String code) throws Exception {
    return send(
        HttpRequest.newBuilder(at("/track"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(number + "&code=" + code)));
  }

  private HttpResponse<String> get(String path, String accept) throws Exception {
    return send(HttpRequest.newBuilder(at(path)).header("Accept", accept).GET());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static Document page(HttpResponse<String> response) {
    return Jsoup.parse(response.body());
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }

  /** As an input method for Chinese writes digits. */
  private static String full(String digits) {
    return java.net.URLEncoder.encode(
        digits
            .chars()
            .map(c -> c - '0' + '０')
            .mapToObj(Character::toString)
            .reduce("", String::concat),
        StandardCharsets.UTF_8);
  }
}
