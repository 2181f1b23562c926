package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.bancheng.harness.AdapterHome;
import io.bancheng.harness.RunningHub;
import io.bancheng.harness.ShippedSample;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A department that has nothing but e-mail, with a real mail server on both ways. */
class MailAdapterTest extends AdapterContract {
  private static final String PASSWORD = "geheim-42";
  private static final String TO = "ybj@example.gov.cn";
  private static final int IMAP = RunningHub.freePort();
  private static final int SMTP = RunningHub.freePort();
  private static final Pattern LETTER =
      Pattern.compile("<dept-([0-9a-f-]{36})@example\\.gov\\.cn>");
  private static final Pattern SUBJECT = Pattern.compile("\\[转办 (\\d{18})-\\d+ [0-9a-f]{24}] .*");
  private static final List<MimeMessage> EARLIER = new ArrayList<>();
  private static final GreenMail IN = start(IMAP, ServerSetup.PROTOCOL_IMAP);
  private static GreenMail out = start(SMTP, ServerSetup.PROTOCOL_SMTP);
  private static final AdapterHome HOME =
      new AdapterHome()
          .department("340882-ybj", department(TO))
          .secret("department.340882.ybj.mailbox", PASSWORD)
          .secret("department.340882.mzj.mailbox", PASSWORD);

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    IN.setUser("hub@example.gov.cn", "hub", PASSWORD);
    HOME.settings(registry);
  }

  @AfterAll
  static void stop() {
    IN.stop();
    out.stop();
  }

  @Override
  AdapterHome home() {
    return HOME;
  }

  @Override
  void well() {
    if (!out.isRunning()) {
      out = start(SMTP, ServerSetup.PROTOCOL_SMTP);
    }
  }

  @Override
  void down() {
    EARLIER.addAll(Arrays.asList(out.getReceivedMessages()));
    out.stop();
  }

  @Override
  List<Got> got() {
    return mailsTo(TO).filter(m -> subject(m).endsWith("新转办件，请办理")).map(this::got).toList();
  }

  @Override
  void answer(ObjectNode reply) {
    String caseNo = reply.path("assignmentId").asText().substring(0, 18);
    String words =
        reply.path("eventType").asText().equals("SIGNED")
            ? "【签收】"
            : "【办结】" + reply.path("opinionText").asText() + "\n结果：已解决";
    deliver(mail(reply.path("eventType") + caseNo, answering(caseNo), TO, "", words));
  }

  @Test
  void the_mail_says_what_must_be_known_and_an_answer_below_it_is_the_department_s_reply()
      throws Exception {
    String caseNo = order();
    eventually(() -> assertThat(got(caseNo)).hasSize(1));
    var mail = assignmentMail(caseNo);
    assertThat(mail.getContent().toString())
        .contains("潜山市医疗保障局", "编号：" + caseNo, "异地就医备案失败", "签收时限：2026年10月13日", "【签收】")
        .doesNotContain("{");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");

    String quoted = "\n\n发件人: 窗口 <bbcs@example.gov.cn>\n主题: 新转办件\n\n【签收】\n【退回】写明理由";
    deliver(
        mail(
            "opinion" + caseNo,
            answering(caseNo),
            "li@example.com",
            "",
            "【办结】已备案。\n结果：已解决" + quoted));
    eventually(() -> assertThat(timeline(caseNo)).contains("OpinionSubmitted"));
    assertThat(timeline(caseNo)).contains("OpinionSubmitted").doesNotContain("ReturnRequested");
  }

  @Test
  void the_documents_of_a_case_come_with_its_mail() throws Exception {
    var sample = ShippedSample.of("web-form", "with-documents.http");
    String caseNo = hub().push(sample).text("caseNo");
    eventually(() -> assertThat(got(caseNo)).hasSize(1));
    var parts = (Multipart) assignmentMail(caseNo).getContent();
    assertThat(parts.getBodyPart(0).getContent().toString())
        .contains("随信附件：截图 1.png、病历.pdf")
        .doesNotContain("其他附件");
    assertThat(parts.getCount()).isEqualTo(3);
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("截图 1.png");
    assertThat(parts.getBodyPart(2).getFileName()).isEqualTo("病历.pdf");
    assertThat(parts.getBodyPart(2).getInputStream().readAllBytes())
        .startsWith("%PDF-1.4".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void what_is_not_understood_is_parked_and_its_sender_is_told_once() {
    String caseNo = order();
    eventually(() -> assertThat(got(caseNo)).hasSize(1));
    String subject = answering(caseNo);
    deliver(mail("chat-1" + caseNo, subject, "chat@example.com", "", "已转科室，谢谢。"));
    deliver(mail("chat-2" + caseNo, subject, "chat@example.com", "", "又及：请稍候。"));
    eventually(() -> assertThat(parked("mailbox.")).hasSizeGreaterThanOrEqualTo(2));
    eventually(() -> assertThat(mailsTo("chat@example.com")).hasSize(1));
    var told = mailsTo("chat@example.com").findFirst().orElseThrow();
    assertThat(subject(told)).contains(caseNo).endsWith("您的回复没有登记成功");

    deliver(mail("better" + caseNo, "Re: " + subject(told), "chat@example.com", "", "【签收】"));
    eventually(() -> assertThat(signed(caseNo)).isEqualTo(1));
    assertThat(mailsTo("chat@example.com")).hasSize(1);
  }

  @Test
  void machines_get_no_answer_and_a_code_that_the_hub_never_made_opens_nothing() {
    String caseNo = order();
    eventually(() -> assertThat(got(caseNo)).hasSize(1));
    String subject = answering(caseNo);
    String forged = subject.replaceFirst("[0-9a-f]{24}", "0123456789abcdef01234567");
    deliver(
        mail(
            "away" + caseNo,
            subject,
            "away@example.com",
            "Auto-Submitted: auto-replied\n",
            "【签收】"));
    deliver(mail("forged" + caseNo, forged, "forger@example.com", "", "【签收】"));
    eventually(() -> assertThat(IN.getReceivedMessages()).allMatch(MailAdapterTest::seen));
    eventually(
        () ->
            assertThat(parked("mailbox."))
                .extracting(p -> p.path("reason").asText())
                .contains("UNKNOWN_SENDER"));
    assertThat(signed(caseNo)).isZero();
    assertThat(mailsTo("away@example.com")).isEmpty();
    assertThat(mailsTo("forger@example.com")).isEmpty();
  }

  @Test
  void a_mail_that_comes_back_is_a_failed_delivery_with_an_alarm() throws Exception {
    String caseNo = order();
    eventually(() -> assertThat(got(caseNo)).hasSize(1));
    deliver(bounce(caseNo, assignmentMail(caseNo).getHeader("Message-ID")[0]));
    eventually(
        () ->
            assertThat(
                    jdbc.queryForList(
                        "select state from delivery where msg_id = ?::uuid",
                        String.class,
                        assignment(caseNo)))
                .containsExactly("REJECTED"));
    assertThat(parked("refused.department.340882.ybj"))
        .extracting(p -> p.path("reason").asText())
        .containsOnly("REFUSED");
    assertThat(hub().get("staff.admin", "/api/v1/alerts").body().toString())
        .contains("DEPARTMENT_LETTER_RETURNED");
  }

  @Test
  void a_new_department_is_one_file_that_a_running_hub_takes_up() {
    HOME.department("340882-mzj", department("mzj@example.gov.cn"));
    await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> {
              String code = "NEW-" + System.nanoTime();
              var order =
                  io.bancheng.harness.Orders.order(code, "340882", "低保申请被拒", "低保申请一直办不成，民政局不予受理。");
              hub().push("hotline", order.toString());
              return mailsTo("mzj@example.gov.cn").findAny().isPresent();
            });
    assertThat(mailsTo("mzj@example.gov.cn").map(MailAdapterTest::subject))
        .anyMatch(s -> s.endsWith("新转办件，请办理"));
  }

  private List<JsonNode> parked(String door) {
    return hub().parked().stream().filter(p -> p.path("door").asText().startsWith(door)).toList();
  }

  private Got got(MimeMessage mail) {
    var subject = SUBJECT.matcher(subject(mail));
    var id = LETTER.matcher(header(mail, "Message-ID"));
    assertThat(subject.matches() && id.matches()).isTrue();
    return new Got(id.group(1), subject.group(1));
  }

  private MimeMessage assignmentMail(String caseNo) {
    return mailsTo(TO)
        .filter(m -> subject(m).contains(caseNo) && subject(m).endsWith("新转办件，请办理"))
        .findFirst()
        .orElseThrow();
  }

  /** The subject of an answer to the mail about a case. */
  private String answering(String caseNo) {
    return "回复: " + subject(assignmentMail(caseNo));
  }

  private static Stream<MimeMessage> mailsTo(String address) {
    var now = out.isRunning() ? out.getReceivedMessages() : new MimeMessage[0];
    return Stream.concat(EARLIER.stream(), Arrays.stream(now))
        .filter(m -> header(m, "To").contains(address));
  }

  private static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String header(MimeMessage mail, String name) {
    try {
      return mail.getHeader(name, ",");
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean seen(MimeMessage mail) {
    try {
      return mail.isSet(Flags.Flag.SEEN);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String mail(String id, String subject, String from, String head, String text) {
    String encoded = Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8));
    return "From: %s\nMessage-ID: <%s@x>\nDate: Tue, 13 Oct 2026 09:30:00 +0800\n%s"
            .formatted(from, id.replace("\"", ""), head)
        + "Subject: =?UTF-8?B?%s?=\nContent-Type: text/plain; charset=UTF-8\n\n%s\n"
            .formatted(encoded, text);
  }

  private static String bounce(String caseNo, String messageId) {
    return """
        From: MAILER-DAEMON@example.gov.cn
        Message-ID: <bounce-%s@x>
        Date: Tue, 13 Oct 2026 09:31:00 +0800
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: text/plain

        no such user
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.gov.cn

        Final-Recipient: rfc822; ybj@example.gov.cn
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 no such user

        --b
        Content-Type: text/rfc822-headers

        Message-ID: %s
        Subject: x

        --b--
        """
        .formatted(caseNo, messageId);
  }

  /** Puts the mail's very bytes into the mailbox. */
  private static void deliver(String mail) {
    var session = Session.getInstance(new Properties());
    try (var store = session.getStore("imap")) {
      store.connect("127.0.0.1", IMAP, "hub", PASSWORD);
      var inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_WRITE);
      var bytes = mail.getBytes(StandardCharsets.UTF_8);
      inbox.appendMessages(
          new Message[] {new MimeMessage(session, new ByteArrayInputStream(bytes))});
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GreenMail start(int port, String protocol) {
    var server = new GreenMail(new ServerSetup(port, "127.0.0.1", protocol));
    server.start();
    return server;
  }

  private static String department(String to) {
    return """
        adapter: mail
        mapping: mail-reply
        mail:
          to: %s
          smtp: {server: "smtp://127.0.0.1:%d", from: hub@example.gov.cn}
          mailbox: {server: "imap://127.0.0.1:%d", user: hub, folder: INBOX}
        """
        .formatted(to, SMTP, IMAP);
  }
}
