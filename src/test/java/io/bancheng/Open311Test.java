package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.harness.Department;
import io.bancheng.harness.Orders;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A civic app files a case and follows it, as GeoReport v2 says. */
class Open311Test extends HubTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private String key;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-22T09:00:00");
    key = hub().secret("channel.open311");
  }

  @Test
  void services_are_the_categories_and_say_what_they_ask_for() throws Exception {
    var services = json(get("/services.json"));
    assertThat(services.findValuesAsText("service_code")).contains("0103").doesNotContain("01");
    assertThat(services.findValuesAsText("group")).contains("医疗保障");
    var definition = json(get("/services/0103.json"));
    assertThat(definition.at("/0/attributes/0/code").asText()).isEqualTo("region");
    assertThat(definition.at("/0/attributes/0/required").asBoolean()).isTrue();
    assertThat(get("/services/9999.json").statusCode()).isEqualTo(404);
    var xml = xml(get("/services/0103.xml"));
    assertThat(xml.getDocumentElement().getTagName()).isEqualTo("service_definitions");
    assertThat(xml.getElementsByTagName("attribute").getLength()).isEqualTo(4);
  }

  @Test
  void a_request_becomes_a_case_once_and_is_followed_to_its_public_reply() throws Exception {
    var filed = post("json", request("备案一直提示失败，跑了两趟。"));
    assertThat(filed.statusCode()).as(filed.body()).isEqualTo(200);
    String caseNo = json(filed).at("/0/service_request_id").asText();
    assertThat(json(filed).at("/0/service_notice").asText()).contains("查询码");
    assertThat(json(post("json", request("备案一直提示失败，跑了两趟。"))).at("/0/service_request_id").asText())
        .as("a second tap")
        .isEqualTo(caseNo);
    var found = hub().find(caseNo);
    assertThat(found.path("regionCode").asText()).isEqualTo("340882");
    assertThat(found.at("/demand/content").asText()).isEqualTo("备案一直提示失败，跑了两趟。");

    var open = json(get("/requests/" + caseNo + ".json?api_key=" + key)).get(0);
    assertThat(open.path("status").asText()).isEqualTo("open");
    assertThat(open.path("agency_responsible").asText()).isEqualTo("潜山市医疗保障局");
    assertThat(open.path("service_code").asText()).isEqualTo("0103");
    close(caseNo);
    CLOCK.turnTo("2026-10-22T09:30:00");
    var closed =
        json(get("/requests.json?service_request_id=" + caseNo + "&api_key=" + key)).get(0);
    assertThat(closed.path("status").asText()).isEqualTo("closed");
    assertThat(closed.path("status_notes").asText()).isEqualTo("您的备案已经办好。");
    var updates = json(get("/servicerequestupdates.json?api_key=" + key + span()));
    assertThat(updates.findValuesAsText("service_request_id")).contains(caseNo);
    assertThat(updates.findValuesAsText("description")).contains("您的备案已经办好。");
    var listed = xml(get("/requests.xml?status=closed&api_key=" + key + span()));
    assertThat(listed.getDocumentElement().getTagName()).isEqualTo("service_requests");
    assertThat(listed.getElementsByTagName("request").getLength()).isPositive();
  }

  @Test
  void what_is_added_to_a_request_reaches_those_who_handle_it_once() throws Exception {
    String caseNo = json(post("json", request("备案还是失败。"))).at("/0/service_request_id").asText();
    var words = Map.of("api_key", key, "service_request_id", caseNo, "description", "又跑了一趟。");
    var added = update("json", words);
    assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    String number = json(added).at("/0/update_id").asText();
    assertThat(json(update("json", words)).at("/0/update_id").asText())
        .as("a second tap")
        .isEqualTo(number);
    var own = new HashMap<>(words);
    own.put("update_id", "77");
    var xml = xml(update("xml", own));
    assertThat(xml.getDocumentElement().getTagName()).isEqualTo("service_request_updates");
    assertThat(xml.getElementsByTagName("update_id").item(0).getTextContent()).isEqualTo("77");
    assertThat(supplements(caseNo)).hasSize(2).allMatch(event -> event.contains("又跑了一趟。"));

    own.put("description", "第七十七条换了说法");
    assertThat(update("json", own).statusCode()).as("another text under its number").isEqualTo(400);
    assertThat(update("json", Map.of("api_key", key, "description", "x")).statusCode())
        .isEqualTo(400);
    own.put(
        "service_request_id",
        hub().push("hotline", Orders.numbered("OF-THE-HOTLINE")).text("caseNo"));
    assertThat(update("json", own).statusCode()).as("no case of an app").isEqualTo(404);
    assertThat(update("json", Map.of("service_request_id", caseNo)).statusCode()).isEqualTo(403);
    assertThat(supplements(caseNo)).hasSize(2);
  }

  @Test
  void nothing_that_a_person_said_or_is_called_can_be_read() throws Exception {
    String caseNo =
        json(post("json", request("我叫张某某，孩子生病了。"))).at("/0/service_request_id").asText();
    String all =
        get("/requests/" + caseNo + ".json?api_key=" + key).body()
            + get("/requests.xml?api_key=" + key + span()).body()
            + get("/servicerequestupdates.xml?api_key=" + key + span()).body();
    assertThat(all)
        .doesNotContain("张某某", Orders.phone("我叫张某某，孩子生病了。"), "孩子生病", "@example.com", "潜山市某路");
  }

  @Test
  void nobody_without_the_channels_key_files_or_reads() throws Exception {
    var parameters = request("没有钥匙");
    assertThat(post("xml", Map.of("service_code", "0103")).statusCode()).isEqualTo(403);
    assertThat(send("json", parameters, hub().secret("channel.hotline")).statusCode())
        .isEqualTo(403);
    assertThat(get("/requests.json").statusCode()).isEqualTo(403);
    assertThat(get("/requests/340882261009000015.json").statusCode()).isEqualTo(403);
    assertThat(get("/requests/340882261009000015.json?api_key=" + key).statusCode())
        .as("no case of an app")
        .isEqualTo(404);
  }

  @Test
  void what_is_missing_is_said_in_the_format_asked_for() throws Exception {
    var noService = post("json", Map.of("api_key", key, "description", "x"));
    assertThat(noService.statusCode()).isEqualTo(400);
    assertThat(json(noService).at("/0/description").asText()).contains("service_code");
    var noWords = xml(post("xml", Map.of("api_key", key, "service_code", "0103")));
    assertThat(noWords.getElementsByTagName("description").item(0).getTextContent())
        .contains("description is missing");
    assertThat(get("/requests.json?start_date=yesterday&api_key=" + key).statusCode())
        .isEqualTo(400);
  }

  private void close(String caseNo) throws Exception {
    try (var bureau = Department.of(broker.port(), "340882.ybj", hub())) {
      var opinion =
          Department.reply("OPINION_SUBMITTED", caseNo + "-1", CLOCK.toString())
              .put("resultType", "SOLVED")
              .put("opinionText", "内部意见")
              .put("publicReplyText", "您的备案已经办好。");
      bureau.send(opinion.toString());
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> hub().find(caseNo).path("status").asText().equals("CLOSED"));
    }
  }

  private Map<String, String> request(String description) {
    return Map.of(
        "api_key", key,
        "service_code", "0103",
        "description", description,
        "address_string", "安徽省安庆市潜山市某路1号",
        "attribute[region]", "340882",
        "attribute[situation]", "REPEATED_VISITS",
        "first_name", "某某",
        "last_name", "张",
        "phone", Orders.phone(description),
        "email", Orders.phone(description) + "@example.com");
  }

  private static String span() {
    return "&start_date="
        + encoded("2026-10-22T00:00:00+08:00")
        + "&end_date="
        + encoded("2026-10-23T00:00:00+08:00");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(at(path)).GET());
  }

  private HttpResponse<String> send(String format, Map<String, String> fields, String otherKey)
      throws Exception {
    var all = new HashMap<>(fields);
    all.put("api_key", otherKey);
    return post(format, all);
  }

  private List<String> supplements(String caseNo) {
    var events = hub().get("staff.admin", "/api/v1/cases/" + caseNo + "/events").body();
    return StreamSupport.stream(events.path("events").spliterator(), false)
        .filter(event -> event.path("type").asText().equals("SupplementAdded"))
        .map(JsonNode::toString)
        .toList();
  }

  private HttpResponse<String> update(String format, Map<String, String> fields) throws Exception {
    return form("/servicerequestupdates." + format, fields);
  }

  private HttpResponse<String> post(String format, Map<String, String> fields) throws Exception {
    return form("/requests." + format, fields);
  }

  private HttpResponse<String> form(String path, Map<String, String> fields) throws Exception {
    String body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + "/open311/v2" + path);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body());
  }

  private static org.w3c.dom.Document xml(HttpResponse<String> response) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(response.body().getBytes(StandardCharsets.UTF_8)));
  }
}
