package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.canonical.Seal;
import io.bancheng.harness.HubClient.Answer;
import io.bancheng.harness.Orders;
import io.bancheng.harness.ShippedSample;
import io.bancheng.ledger.Quarantine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What hostile or broken systems may send: refused at once, kept as it came, never obeyed. */
class HostileContentTest extends HubTest {
  private static final String XML = "application/xml";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final ShippedSample W02 = ShippedSample.of("web-form", "W02-emoji.http");

  @Autowired JdbcTemplate jdbc;
  @Autowired Seal seal;
  @Autowired Quarantine quarantine;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-15T09:00:00");
  }

  @Test
  void xml_bombs_and_document_types_are_refused_and_kept() {
    String entities =
        IntStream.range(1, 20)
            .mapToObj(n -> "<!ENTITY e%d '%s'>".formatted(n, ("&e" + (n - 1) + ";").repeat(10)))
            .reduce("<!ENTITY e0 'ha'>", String::concat);
    for (String bomb :
        List.of(
            "<!DOCTYPE BBCS [" + entities + "]><BBCS>&e19;</BBCS>",
            "<!DOCTYPE b [<!ENTITY a '" + "x".repeat(400_000) + "'>]><b>" + "&a;".repeat(100_000),
            "<!DOCTYPE b [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><b>&a;</b>",
            "<!DOCTYPE b [<!ENTITY % a SYSTEM 'http://127.0.0.1:9/x'>%a;]><b/>",
            "<BBCS>".repeat(150_000),
            "<BBCS>" + "<a/>".repeat(200_000) + "</BBCS>")) {
      refusedAndKept("counter", XML, bomb.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void json_bombs_are_refused_and_kept() {
    var keys = new StringBuilder("{");
    IntStream.range(0, 90_000).forEach(n -> keys.append("\"k").append(n).append("\":1,"));
    for (String bomb :
        List.of(
            "[".repeat(100_000),
            "{\"n\": " + "9".repeat(1_000_000) + "}",
            keys + "\"z\":1}",
            "{\"pushType\": \"DISPATCH\", \"pushType\": \"URGE\"}",
            "{\"n\": NaN}",
            "{\"s\": \"" + "x".repeat(900_000) + "\"}")) {
      refusedAndKept("hotline", "application/json", bomb.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void bytes_that_are_not_in_their_charset_are_refused_and_kept() {
    String form = "formToken=enc&content=";
    for (byte[] raw :
        List.of(
            (form + "办不了").getBytes(Charset.forName("GBK")),
            (form + "%C0%AF").getBytes(StandardCharsets.US_ASCII),
            (form + "%ED%A0%80").getBytes(StandardCharsets.US_ASCII),
            (form + "%FE%FF%GG").getBytes(StandardCharsets.US_ASCII))) {
      refusedAndKept("web", FORM + "; charset=UTF-8", raw);
    }
    byte[] gbk = Orders.numbered("ENC-1").getBytes(Charset.forName("GBK"));
    refusedAndKept("hotline", "application/json; charset=UTF-8", gbk);
    refusedAndKept("hotline", "application/json; charset=nonsense", gbk);
    assertThat(post("hotline", "application/json; charset=GB2312", gbk).status()).isEqualTo(201);
  }

  @Test
  void rare_and_sly_characters_are_stored_exactly() {
    String said = "\u202E倒过来\u202C 𠮷𬭎\uDB40\uDD00 \uE000 ⅷ ﹒ ｆｕｌｌ a\u0301 办不成。";
    byte[] form =
        ("formToken=rare&submitTime=2026-10-15&region=340882&content=%00" + enc(said) + "%0B")
            .getBytes(StandardCharsets.US_ASCII);
    String caseNo = post("web", FORM, form).text("caseNo");
    assertThat(content(caseNo)).isEqualTo(said);
  }

  @Test
  void compressed_bodies_are_not_unpacked() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[200 << 20]);
    }
    var answer =
        hub()
            .send(
                request("web", FORM)
                    .header("Content-Encoding", "gzip")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray())));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(newest()).isEqualTo(packed.toByteArray());
  }

  @Test
  void expressions_are_words_like_any_other() {
    String sly =
        "${bean:ledger.open('1')} ${header.x} ${env:HOME} {{env:HOME}} #{T(java.lang.Runtime)}"
            + " ref:clock resource:file:/etc/passwd ${jndi:ldap://x/y} %24%7B1%7D $eval(\"1\")";
    String field = enc(sly);
    byte[] form =
        ("formToken=sly&submitTime=2026-10-15&region=340882&name=%s&title=%s&content=%s&dept=%s"
                + "&idType=%s&%s=1")
            .formatted(enc("${header.x}"), field, field, field, enc("${body}"), enc("${body}"))
            .getBytes(StandardCharsets.US_ASCII);
    String caseNo = post("web", FORM, form).text("caseNo");
    assertThat(content(caseNo)).isEqualTo(sly);
    var said = said(caseNo);
    assertThat(said.at("/submission/reporter/name").asText()).isEqualTo("${header.x}");
    assertThat(said.at("/submission/matter/reportedDept").asText()).isEqualTo(sly);
    assertThat(said.at("/submission/reporter/idType").asText()).isEqualTo("${body}");
  }

  @Test
  void nothing_in_a_request_steers_the_flow() {
    var names =
        List.of(
            "CamelHttpUri",
            "camelhttpresponsecode",
            "CamelJmsDestinationName",
            "CamelFileName",
            "CamelSqlQuery",
            "CamelBeanMethodName",
            "CamelSkipWwwFormUrlEncoding",
            "breadcrumbId",
            "Exchange.x",
            "org.apache.camel.x",
            "JMSReplyTo",
            "mail.smtp.host",
            "Location",
            "Idempotency-Key",
            "Content-Type",
            "Content-Encoding",
            "message",
            "config",
            "now");
    var fields =
        new StringBuilder(
            new String(W02.body(), StandardCharsets.US_ASCII)
                .replaceFirst("formToken=[^&]*", "formToken=steer")
                .replaceFirst("mobile=[^&]*", "mobile=19477770001"));
    names.forEach(name -> fields.append('&').append(name).append("=http%3A%2F%2F127.0.0.1%3A9"));
    String query = names.stream().map(n -> n + "=500").reduce("?x=1", (a, b) -> a + "&" + b);
    var request = hub().request("channel.web", W02.path() + query).header("Content-Type", FORM);
    names.stream()
        .filter(name -> !name.startsWith("Content-"))
        .forEach(name -> request.header(name, "http://127.0.0.1:9"));
    var answer = hub().send(request.POST(HttpRequest.BodyPublishers.ofString(fields.toString())));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.raw().headers().map().keySet())
        .noneMatch(name -> name.toLowerCase().startsWith("camel") || name.equals("breadcrumbId"));
    assertThat(answer.raw().headers().firstValue("Location"))
        .hasValue("/api/v1/cases/" + answer.text("caseNo"));
    assertThat(hub().find(answer.text("caseNo")).path("lead").asText()).isEqualTo("340304:rsj");
  }

  @Test
  void a_form_with_documents_may_be_large_and_nothing_else() {
    byte[] large = multipart(8 << 20, "large");
    assertThat(hub().push(parts(large)).status()).isEqualTo(201);
    var more = parts(multipart(61 << 20, "more"));
    tooLarge(hub().push(more));
    tooLarge(post("web", FORM, new byte[2 << 20]));
    tooLarge(
        hub()
            .send(
                hub()
                    .request("staff.admin", "/api/v1/cases/1/actions/accept")
                    .header("Content-Type", "multipart/form-data; boundary=b")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(large))));
  }

  @Test
  void a_body_of_untold_length_ends_at_the_limit() {
    byte[] endless = new byte[3 << 20];
    var answer =
        hub()
            .send(
                request("counter", XML)
                    .POST(
                        HttpRequest.BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(endless))));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(newest()).hasSize((1 << 20) + 1);
  }

  private static void tooLarge(Answer answer) {
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text("type")).isEqualTo("urn:bancheng:problem:too_large");
  }

  private static ShippedSample parts(byte[] body) {
    return new ShippedSample(
        "web", W02.path(), "multipart/form-data; boundary=b", body, W02.file());
  }

  private static byte[] multipart(int size, String token) {
    var form = new StringBuilder();
    field(form, "formToken", token);
    field(form, "submitTime", "2026-10-15");
    field(form, "content", "附件里写得很清楚。");
    for (int n = 0; n < 2; n++) {
      form.append("--b\r\nContent-Disposition: form-data; name=f; filename=a.txt\r\n\r\n");
      form.append("x".repeat(size / 2)).append("\r\n");
    }
    return form.append("--b--\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void field(StringBuilder form, String name, String value) {
    form.append("--b\r\nContent-Disposition: form-data; name=").append(name);
    form.append("\r\n\r\n").append(value).append("\r\n");
  }

  private void refusedAndKept(String channel, String type, byte[] raw) {
    var answer = post(channel, type, raw);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("code")).isEqualTo("UNREADABLE");
    assertThat(answer.raw().body()).doesNotContain("Exception").hasSizeLessThan(600);
    assertThat(newest()).isEqualTo(raw);
  }

  private byte[] newest() {
    Long id = jdbc.queryForObject("select max(id) from inbound where state = 'Q'", Long.class);
    return quarantine.find(id).orElseThrow().raw();
  }

  private String content(String caseNo) {
    return said(caseNo).at("/submission/demand/content").asText();
  }

  private JsonNode said(String caseNo) {
    try {
      return new ObjectMapper()
          .readTree(
              seal.open(
                  "person_data/" + caseNo + "/1",
                  jdbc.queryForObject(
                      "select words from person_data where case_no = ? and seq = 1",
                      byte[].class,
                      caseNo)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer post(String channel, String type, byte[] raw) {
    return hub().send(request(channel, type).POST(HttpRequest.BodyPublishers.ofByteArray(raw)));
  }

  private HttpRequest.Builder request(String channel, String type) {
    return hub()
        .request("channel." + channel, "/api/v1/channels/" + channel + "/cases")
        .header("Content-Type", type);
  }

  private static String enc(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
