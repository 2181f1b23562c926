package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.harness.HubClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails that are handed in by HTTP: the same mailbox, without a mail server. */
class MailByHttpTest extends FreshHubTest {
  private static final Path CASES = Path.of("mappings/mail");

  @BeforeEach
  void afternoon() {
    CLOCK.turnTo("2026-10-12T15:30:00");
  }

  @Test
  void a_template_mail_goes_straight_to_its_department() throws IOException {
    CLOCK.turnTo("2026-10-09T11:22:33");
    var answer = hand("M01-template-gb18030");
    assertThat(answer.status()).isEqualTo(201);
    var found = hub().find(answer.text("caseNo"));
    assertThat(found.path("status").asText()).isEqualTo("HANDLING");
    assertThat(found.path("lead").asText()).isEqualTo("340882:gaj");
    assertThat(hand("M01-template-gb18030").status()).isEqualTo(200);
  }

  @Test
  void a_mail_that_names_no_place_waits_for_it() throws IOException {
    for (String name : new String[] {"M03-free-form", "M05-assigned-from-above"}) {
      var answer = hand(name);
      assertThat(answer.text("status")).as(name).isEqualTo("PENDING_INFO");
    }
  }

  @Test
  void a_large_mail_with_its_documents_comes_in_and_one_larger_than_60_mebibytes_does_not() {
    String head = "From: big@example.com\nDate: Mon, 12 Oct 2026 15:00:00 +0800\nSubject: 材料\n";
    String mixed = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n材料见附件，一共两份。\n";
    String file = "--b\nContent-Type: application/pdf; name=a.pdf\n\n%PDF-1.4\n";
    byte[] mail =
        (head + mixed + file + "x".repeat(3 << 20) + "\n--b--\n").getBytes(StandardCharsets.UTF_8);
    assertThat(hub().push("mail", "message/rfc822", mail).status()).isEqualTo(201);
    assertThat(hub().push("mail", "message/rfc822", new byte[(60 << 20) + 1]).status())
        .isEqualTo(413);
  }

  @Test
  void an_automatic_mail_opens_no_case() throws IOException {
    var answer = hand("M07-auto-reply");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().has("caseNo")).isFalse();
  }

  @Test
  void a_bomb_is_refused_and_kept() {
    String bomb =
        "From: a@example.com\nContent-Type: multipart/mixed; boundary=b\n\n"
            + "--b\n\nx\n".repeat(10_000);
    var answer = hub().push("mail", "message/rfc822", bomb.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(parked()).extracting(p -> p.path("detail").asText()).contains("More than 64 parts");
  }

  @Test
  void a_reply_of_the_reporter_supplements_the_case_and_opens_none() {
    String caseNo = opened("reply");
    var answer = reply(caseNo, "FANG-reply@example.com", "补充材料在此。");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(events(caseNo)).endsWith("SupplementAdded");
    assertThat(reply(caseNo, "FANG-reply@example.com", "补充材料在此。").status()).isEqualTo(202);
    assertThat(events(caseNo)).containsOnlyOnce("SupplementAdded");
  }

  @Test
  void a_reply_that_brings_the_missing_place_sends_the_case_on() {
    String caseNo = opened("place");
    reply(caseNo, "fang-place@example.com", "事情发生在安庆市潜山市。");
    assertThat(events(caseNo)).contains("Supplemented");
    assertThat(hub().find(caseNo).path("region").asText() + hub().find(caseNo)).contains("340882");
  }

  @Test
  void a_reply_of_a_stranger_waits_until_a_person_vouches_for_him() {
    String caseNo = opened("stranger");
    var refused = reply(caseNo, "stranger@example.com", "我也补充一下。");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("code")).isEqualTo("UNKNOWN_SENDER");
    assertThat(events(caseNo)).doesNotContain("SupplementAdded");
    var waiting =
        parked().stream().filter(p -> p.path("detail").asText().contains(caseNo)).findFirst();
    long id = waiting.orElseThrow().path("id").asLong();
    assertThat(hub().retry(id, "?confirmSender=true").status()).isEqualTo(202);
    CLOCK.turnTo("2026-10-12T15:31:00");
    await().atMost(Duration.ofSeconds(10)).until(() -> events(caseNo).contains("SupplementAdded"));
  }

  @Test
  void a_reply_to_a_number_that_is_no_case_is_a_case() {
    var answer = reply("340882260101999990", "new@example.com", "这件事一直没有办成，请帮忙。");
    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void a_returned_mail_about_no_case_of_ours_changes_nothing() throws IOException {
    String bounce = Files.readString(CASES.resolve("bounce-of-our-result.eml"));
    String other = bounce.replaceAll("340882261009000016", "340882260101999990");
    String stripped = other.replaceAll("(?m)^Subject: =.*$", "Subject: x");
    var answer = hub().push("mail", "message/rfc822", stripped.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).isEqualTo(202);
  }

  private String opened(String who) {
    String mail =
        "From: fang-%s@example.com\nMessage-ID: <first-%s@example.com>\n".formatted(who, who)
            + "Date: Mon, 12 Oct 2026 15:00:00 +0800\nSubject: 办不成\n\n户口迁移一直没有办成。\n";
    return hub()
        .push("mail", "message/rfc822", mail.getBytes(StandardCharsets.UTF_8))
        .text("caseNo");
  }

  private Answer reply(String caseNo, String from, String text) {
    String mail =
        "From: %s\nMessage-ID: <%s-%s>\nIn-Reply-To: <out-%s-7@example.gov.cn>\n"
                .formatted(from, caseNo, from, caseNo)
            + "Date: Mon, 12 Oct 2026 15:20:00 +0800\nSubject: Re: x\n\n"
            + text;
    return hub().push("mail", "message/rfc822", mail.getBytes(StandardCharsets.UTF_8));
  }

  private java.util.List<String> events(String caseNo) {
    var list =
        hub().get("staff.admin", "/api/v1/cases/" + caseNo + "/events").body().path("events");
    return StreamSupport.stream(list.spliterator(), false)
        .map(e -> e.path("type").asText())
        .toList();
  }

  private java.util.List<JsonNode> parked() {
    return hub().parked().stream()
        .filter(p -> p.path("door").asText().equals("channel.mail"))
        .toList();
  }

  private Answer hand(String name) throws IOException {
    return hub().push("mail", "message/rfc822", Files.readAllBytes(CASES.resolve(name + ".eml")));
  }
}
