package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.bancheng.harness.Department;
import io.bancheng.harness.HubClient.Answer;
import io.bancheng.harness.ShippedSample;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counter terminals and web forms at their entrances. */
class CounterAndWebTest extends HubTest {
  private static final ShippedSample C01 =
      ShippedSample.of("counter-xml", "C01-seed-qianshan-reimbursement.xml");
  private static final ShippedSample C09 =
      ShippedSample.of("counter-xml", "C09-consultation-on-spot.xml");
  private static final ShippedSample W02 = ShippedSample.of("web-form", "W02-emoji.http");

  @BeforeEach
  void afternoon() {
    CLOCK.turnTo("2026-10-14T15:00:00");
  }

  @Test
  void the_same_form_sent_later_is_the_same_case() {
    var first = hub().push(counter(C01, "FORMS-1"));
    var later = text(counter(C01, "FORMS-1")).replace("20260930165230", "20260930165541");
    var again = hub().push(C01.with(later.getBytes(StandardCharsets.UTF_8)));
    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("caseNo")).isEqualTo(first.text("caseNo"));
    var other = later.replace("340882000000", "340881000000");
    assertThat(hub().push(C01.with(other.getBytes(StandardCharsets.UTF_8))).status())
        .isEqualTo(409);
  }

  @Test
  void whoever_was_answered_at_the_counter_is_not_told_again() throws Exception {
    try (var terminals = Department.channel(broker.port(), "counter", hub())) {
      String caseNo = hub().push(counter(C09, "FORMS-2")).text("caseNo");
      var found = hub().find(caseNo);
      assertThat(found.path("caseKind").asText()).isEqualTo("CONSULTATION");
      assertThat(found.at("/closure/resultType").asText()).isEqualTo("ANSWERED");
      assertThat(found.at("/closure/by").asText()).isEqualTo("channel.counter");
      assertThat(found.at("/feedback/0/method").asText()).isEqualTo("ON_SITE");
      assertThat(found.at("/feedback/0/outcome").asText()).isEqualTo("REACHED");
      await().atMost(Duration.ofSeconds(15)).until(() -> heard(terminals, caseNo, "REPLY") == 1);
      assertThat(heard(terminals, caseNo, "ACK")).isEqualTo(1);
      assertThat(heard(terminals, caseNo, "FEEDBACK")).isZero();
    }
  }

  @Test
  void an_answer_to_what_is_no_consultation_closes_nothing() {
    var handled = text(counter(C09, "FORMS-3")).replace("<SQLX>5<", "<SQLX>1<");
    var answer = hub().push(C09.with(handled.getBytes(StandardCharsets.UTF_8)));
    assertThat(hub().find(answer.text("caseNo")).path("status").asText()).isEqualTo("HANDLING");
  }

  @Test
  void the_portals_own_path_is_the_portals_alone() {
    assertThat(hub().push(web("forms4")).status()).isEqualTo(201);
    var sample = web("forms4");
    var official = "/api/v1/channels/web/cases?formToken=x&CamelHttpUri=y";
    assertThat(post("channel.web", official, sample.contentType(), sample.body()).status())
        .isEqualTo(200);
    assertThat(post("channel.hotline", W02.path(), W02.contentType(), W02.body()).status())
        .isEqualTo(403);
    assertThat(post("staff.admin", W02.path(), W02.contentType(), W02.body()).status())
        .isEqualTo(403);
    assertThat(hub().get("channel.web", "/intake/web/other").status()).isEqualTo(404);
  }

  @Test
  void codes_that_no_list_knows_are_accepted_and_counted() {
    String xml =
        text(counter(C01, "FORMS-8"))
            .replace("<SQLX>1<", "<SQLX>77<")
            .replace("<FYRLX>1<", "<FYRLX>8<")
            .replace("<TSQT>01<", "<TSQT>01,66,67<");
    var first = hub().push(C01.with(xml.getBytes(StandardCharsets.UTF_8)));
    hub().push(C01.with(xml.getBytes(StandardCharsets.UTF_8)));
    xml = xml.replace("FORMS-8", "FORMS-9").replace("01,66,67", "66");
    var second = hub().push(C01.with(xml.getBytes(StandardCharsets.UTF_8)));

    assertThat(List.of(first.status(), second.status())).containsOnly(201);
    var counted = hub().get("staff.admin", "/api/v1/unknown-codes").body().path("unknownCodes");
    assertThat(counted)
        .extracting(
            c -> c.path("channel").asText(),
            c -> c.path("field").asText(),
            c -> c.path("code").asText(),
            c -> c.path("seen").asInt(),
            c -> c.path("lastCaseNo").asText())
        .contains(
            tuple("counter", "demand.type", "77", 2, second.text("caseNo")),
            tuple("counter", "reporter.type", "8", 2, second.text("caseNo")),
            tuple("counter", "reporter.vulnerableGroups", "66", 2, second.text("caseNo")),
            tuple("counter", "reporter.vulnerableGroups", "67", 1, first.text("caseNo")));
    assertThat(hub().get("channel.counter", "/api/v1/unknown-codes").status()).isEqualTo(403);
  }

  @Test
  void documents_of_a_form_are_kept() throws Exception {
    var sample = ShippedSample.of("web-form", "with-documents.http");
    String form = new String(sample.body(), StandardCharsets.ISO_8859_1);
    form = form.replace("f7a1c00100a2", "FORMS-10");
    assertThat(hub().push(sample.with(form.getBytes(StandardCharsets.ISO_8859_1))).status())
        .isEqualTo(201);
    var files = sample.expected().at("/canonical/attachments");
    assertThat(files).hasSize(2);
    for (var file : files) {
      String digest = file.path("sha256").asText();
      try (var kept = Files.walk(hub().var().resolve("attachments"))) {
        assertThat(kept.filter(f -> f.getFileName().toString().contains(digest))).hasSize(1);
      }
    }
  }

  @Test
  void both_come_by_queue_too() throws Exception {
    try (var terminals = Department.channel(broker.port(), "counter", hub());
        var portal = Department.channel(broker.port(), "web", hub())) {
      String xml = text(counter(C01, "FORMS-5")).replace("\"UTF-8\"", "\"GB18030\"");
      terminals.send(xml.replace("涂某某", "涂某𬭎"));
      terminals.send(xml.replace("FORMS-5", "FORMS-6").getBytes(Charset.forName("GB18030")));
      portal.send(new String(web("forms7").body(), StandardCharsets.US_ASCII));
      await().atMost(Duration.ofSeconds(15)).until(() -> receipts(terminals, "FORMS-5") == 1);
      await().atMost(Duration.ofSeconds(15)).until(() -> receipts(terminals, "FORMS-6") == 1);
      await().atMost(Duration.ofSeconds(15)).until(() -> receipts(portal, "forms7") == 1);
    }
  }

  @Test
  void whoever_asks_for_xml_gets_none() {
    for (String accept :
        List.of(
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "application/xml",
            "application/xml, text/xml, application/*+xml",
            "application/problem+xml")) {
      for (String path :
          List.of("/api/v1/cases", "/api/v1/cases/0", "/api/v1/none", "/v3/api-docs")) {
        var answer = hub().send(hub().request("staff.admin", path).header("Accept", accept).GET());
        String type = answer.raw().headers().firstValue("Content-Type").orElse("application/json");
        assertThat(type).as(accept + " " + path).contains("json");
        assertThat(answer.raw().body()).doesNotStartWith("<");
      }
    }
  }

  private static ShippedSample counter(ShippedSample sample, String number) {
    String xml = text(sample).replaceFirst("<LSH>[^<]*", "<LSH>" + number);
    return sample.with(xml.getBytes(StandardCharsets.UTF_8));
  }

  private static ShippedSample web(String token) {
    String form = text(W02).replaceFirst("formToken=[^&]*", "formToken=" + token);
    return W02.with(form.getBytes(StandardCharsets.US_ASCII));
  }

  private static String text(ShippedSample sample) {
    return new String(sample.body(), StandardCharsets.UTF_8);
  }

  private Answer post(String system, String path, String type, byte[] body) {
    return hub()
        .send(
            hub()
                .request(system, path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private static long heard(Department channel, String caseNo, String type) {
    return channel.about(caseNo, type).size();
  }

  private static long receipts(Department channel, String sourceCaseId) {
    return channel.received().stream()
        .filter(r -> r.type().equals("ACK"))
        .filter(r -> r.body().path("sourceCaseId").asText().equals(sourceCaseId))
        .count();
  }
}
