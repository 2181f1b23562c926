package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.Department;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.RunningHub;
import io.bancheng.harness.Steering;
import io.bancheng.harness.Trap;
import io.bancheng.ledger.TimeGuard;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/**
 * The mail channel with a real mail server: what lies in the mailbox becomes a case, and its
 * reporter hears of it by mail. The hub is one of its own, because its channel file names servers.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class MailboxTest {
  private static final String PASSWORD = "geheim-42";
  private static final Path CASES = Path.of("mappings/mail");
  private static final CrankedClock CLOCK = new CrankedClock("2026-10-09T11:30:00");
  private static final int IMAP = RunningHub.freePort();
  private static final int SMTP = RunningHub.freePort();
  private static final Path VAR = var();
  private static GreenMail in = start(IMAP, ServerSetup.PROTOCOL_IMAP);
  private static GreenMail out = start(SMTP, ServerSetup.PROTOCOL_SMTP);
  private static final GreenMailUser MAILBOX = in.setUser("bbcs@example.gov.cn", "bbcs", PASSWORD);

  @TestBean(methodName = "crankedClock")
  Clock clock;

  @TestBean(methodName = "crankedDials")
  TimeGuard.Dials dials;

  @LocalServerPort int port;
  @Autowired EmbeddedBroker broker;

  static Clock crankedClock() {
    return CLOCK;
  }

  static TimeGuard.Dials crankedDials() {
    return HubTest.dials(CLOCK);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("bancheng.var", VAR::toString);
    registry.add("bancheng.config", () -> VAR.resolve("config").toString());
    registry.add("bancheng.broker.port", () -> "0");
    registry.add("BANCHENG_SECRET_CHANNEL_MAIL_MAILBOX", () -> PASSWORD);
  }

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-09T11:30:00");
  }

  @AfterAll
  static void stop() {
    in.stop();
    out.stop();
  }

  @Test
  void a_mail_becomes_a_case_and_its_reporter_gets_a_receipt() throws Exception {
    deliver(shipped("M01-template-gb18030"));
    var found = opened("m01.20261009@example.com");
    assertThat(found.path("lead").asText()).isEqualTo("340882:gaj");
    var receipt = mailTo("fang@example.com", "已收到您反映的问题");
    String caseNo = found.path("caseNo").asText();
    assertThat(receipt.getSubject()).startsWith("[办不成事 " + caseNo + "] ");
    assertThat(receipt.getContent().toString()).contains("方某某：", "查询码 ").doesNotContain("{");
    assertThat(receipt.getHeader("Auto-Submitted")).containsExactly("auto-replied");
    assertThat(receipt.getHeader("In-Reply-To")).containsExactly("<m01.20261009@example.com>");
    assertThat(receipt.getHeader("Message-ID")[0])
        .matches("<out-" + caseNo + "-\\d+@example\\.gov\\.cn>");
    await().until(() -> allSeen());

    in.getManagers()
        .getImapHostManager()
        .getInbox(MAILBOX)
        .getMessages()
        .forEach(MailboxTest::unsee);
    deliver(plain("marker", "again@example.com", "Subject: x", "这是另一封来信，请查收。"));
    opened("marker");
    assertThat(mailsTo("fang@example.com")).hasSize(1);
  }

  @Test
  void a_superiors_mail_carries_its_own_limit() throws Exception {
    deliver(shipped("M05-assigned-from-above"));
    deliver(shipped("M03-free-form"));
    assertThat(opened("m05@example.gov.cn").path("status").asText()).isEqualTo("PENDING_INFO");
    var found = found(opened("m05@example.gov.cn").path("caseNo").asText());
    assertThat(found.path("sourceDueAt").asText()).isEqualTo("2026-10-16T23:59:59+08:00");
    assertThat(opened("m03@example.com").path("status").asText()).isEqualTo("PENDING_INFO");
  }

  @Test
  void what_is_missing_is_asked_for_and_the_answer_goes_to_the_case() throws Exception {
    deliver(plain("ask", "ask@example.com", "Subject: =?utf-8?B?5Yqe5LiN5oiQ?=", "户口一直没有办成。"));
    String caseNo = opened("ask").path("caseNo").asText();
    var question = mailTo("ask@example.com", "请补充材料");
    assertThat(question.getContent().toString()).contains("事项发生在哪个县（市、区）");
    String head = "In-Reply-To: " + question.getHeader("Message-ID")[0] + "\nSubject: Re: x";
    deliver(plain("ask-2", "ask@example.com", head, "在安庆市潜山市。"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> found(caseNo).path("regionCode").asText().equals("340882"));
  }

  @Test
  void an_automatic_mail_opens_no_case_and_gets_no_answer_and_bombs_stop_nobody() throws Exception {
    deliver(shipped("M07-auto-reply"));
    deliver(bomb());
    deliver(
        plain(
            "hostile",
            "hostile@example.com",
            "Subject: =?utf-8?B?eA0KQmNjOiB2aWN0aW1AZXhhbXBsZS5jb20=?=\nCamelFileName: ../../x\n"
                + "cAmelJmsDestinationName: channel.hotline\nCamelHttpUri: http://127.0.0.1:1\n"
                + "delete: true\ncopyTo: elsewhere\nmail.smtp.host: 127.0.0.1",
            "信头里有不该有的东西。"));
    var found = opened("hostile");
    assertThat(found.path("status").asText()).isEqualTo("PENDING_INFO");
    var receipt = mailTo("hostile@example.com", "已收到");
    assertThat(receipt.getHeader("Bcc")).isNull();
    await().until(() -> allSeen());
    assertThat(in.getManagers().getImapHostManager().getFolder(MAILBOX, "elsewhere")).isNull();
    assertThat(mailsTo("someone@example.com")).isEmpty();
    assertThat(mailsTo("victim@example.com")).isEmpty();
    assertThat(parked()).extracting(p -> p.path("detail").asText()).contains("More than 64 parts");
  }

  @Test
  void head_lines_in_a_mail_and_in_its_parts_steer_nothing() throws Exception {
    try (var trap = new Trap()) {
      deliver(
          """
          From: steered@example.com
          Message-ID: <steered@x>
          Date: Fri, 09 Oct 2026 11:00:00 +0800
          Subject: x
          MIME-Version: 1.0
          %1$sContent-Type: multipart/mixed; boundary=b

          --b
          %1$sContent-Type: text/plain; charset=us-ascii; CamelFileName="../../x"

          The household register was not moved.
          --b
          %1$sContent-Type: text/plain; name="breadcrumbId"
          Content-Disposition: attachment; filename="CamelHttpUri.txt"

          x
          --b
          Content-Type: message/rfc822

          %1$sSubject: inner

          x
          --b--
          """
              .formatted(steering(trap.port())));
      assertThat(opened("steered").path("status").asText()).isEqualTo("PENDING_INFO");
      var receipt = mailTo("steered@example.com", "已收到");
      assertThat(Collections.list(receipt.getAllHeaders()).stream().map(Header::getName))
          .noneMatch(
              name -> Steering.NAMES.stream().anyMatch(n -> n.replace('_', '.').equals(name)));
      await().until(() -> allSeen());
      assertThat(trap.callers()).isZero();
    }
  }

  /** As mails write them: folded over two lines, and encoded (RFC 2047), too. */
  private static String steering(int trap) {
    var head = new StringBuilder();
    Steering.NAMES.forEach(
        name ->
            head.append(name.replace('_', '.'))
                .append(": http://127.0.0.1:%d/x\n".formatted(trap)));
    return head.append("CamelHttpUri:\n http://127.0.0.1:%d/folded\n".formatted(trap))
        .append("=?utf-8?Q?Camel=48ttpUri?=: =?utf-8?Q?http=3A//127.0.0.1:%d?=\n".formatted(trap))
        .append("mail.smtp.port: %d\nmail.smtp.starttls.enable: true\n".formatted(trap))
        .toString();
  }

  @Test
  void the_result_counts_when_the_server_took_it_and_no_more_when_it_comes_back() throws Exception {
    deliver(shipped("M01-template-gb18030").replace("m01.", "result.").replace("fang@", "result@"));
    String caseNo = opened("result.20261009@example.com").path("caseNo").asText();
    try (var police = Department.of(broker.port(), "340882.gaj", client())) {
      solve(police, caseNo);
      awaitStatus(caseNo, "FEEDBACK_GIVEN");
    }
    var result = mailTo("result@example.com", "办理结果");
    assertThat(result.getContent().toString()).contains("您的户口已迁移。");
    String due = feedbackDue(caseNo);

    String bounce =
        Files.readString(CASES.resolve("bounce-of-our-result.eml"))
            .replaceAll("out-[^>]+", result.getHeader("Message-ID")[0].replaceAll("[<>]", ""))
            .replace("fang@example.com", "result@example.com")
            .replaceAll("(?m)^Subject: =.*$", "Subject: x");
    deliver(bounce);
    awaitStatus(caseNo, "CLOSED");
    assertThat(found(caseNo).path("waitingFor").asText()).isEqualTo("clerk: giveFeedback");
    assertThat(feedbackDue(caseNo)).isEqualTo(due);
    assertThat(types(caseNo)).endsWith("FeedbackGiven", "FeedbackFailed");
    var told =
        client().act(caseNo, "giveFeedback", "{\"method\":\"PHONE\",\"outcome\":\"REACHED\"}");
    assertThat(told.status()).isEqualTo(200);
  }

  @Test
  void while_the_server_is_away_the_letters_wait_and_then_go_in_order() throws Exception {
    out.stop();
    try {
      for (int i = 1; i <= 3; i++) {
        deliver(plain("away-" + i, "away@example.com", "Subject: n" + i, "第" + i + "件没有办成的事。"));
        opened("away-" + i);
      }
    } finally {
      out = start(SMTP, ServerSetup.PROTOCOL_SMTP);
    }
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () ->
                assertThat(mailsTo("away@example.com"))
                    .extracting(m -> m.getHeader("In-Reply-To")[0])
                    .containsExactly(
                        "<away-1@x>",
                        "<away-1@x>",
                        "<away-2@x>",
                        "<away-2@x>",
                        "<away-3@x>",
                        "<away-3@x>"));
  }

  private void solve(Department police, String caseNo) {
    var reply = Department.reply("OPINION_SUBMITTED", caseNo + "-1", CLOCK.toString());
    reply.put("resultType", "SOLVED");
    reply.put("opinionText", "已办。");
    reply.put("publicReplyText", "您的户口已迁移。");
    police.send(reply.toString());
  }

  private void awaitStatus(String caseNo, String status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(found(caseNo).path("status").asText()).isEqualTo(status));
  }

  private String feedbackDue(String caseNo) {
    return StreamSupport.stream(found(caseNo).path("deadlines").spliterator(), false)
        .filter(d -> d.path("kind").asText().equals("FEEDBACK"))
        .map(d -> d.path("dueAt").asText())
        .findFirst()
        .orElseThrow();
  }

  private List<String> types(String caseNo) {
    var events = client().get("staff.admin", "/api/v1/cases/" + caseNo + "/events").body();
    return StreamSupport.stream(events.path("events").spliterator(), false)
        .map(e -> e.path("type").asText())
        .toList();
  }

  private List<JsonNode> parked() {
    return client().parked();
  }

  private JsonNode found(String caseNo) {
    return client().find(caseNo);
  }

  /** The case of that Message-ID, as soon as it is there. */
  private JsonNode opened(String messageId) {
    String id = messageId.contains("@") ? messageId : messageId + "@x";
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                StreamSupport.stream(
                        client()
                            .get("staff.admin", "/api/v1/cases")
                            .body()
                            .path("cases")
                            .spliterator(),
                        false)
                    .filter(c -> c.toString().contains("\"" + id + "\""))
                    .findFirst()
                    .orElse(null),
            c -> c != null);
  }

  private MimeMessage mailTo(String address, String subject) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                mailsTo(address).stream()
                    .filter(m -> subject(m).contains(subject))
                    .findFirst()
                    .orElse(null),
            m -> m != null);
  }

  private static List<MimeMessage> mailsTo(String address) {
    return Arrays.stream(out.getReceivedMessages())
        .filter(m -> recipients(m).contains(address))
        .toList();
  }

  private static String recipients(MimeMessage mail) {
    try {
      return Arrays.toString(mail.getAllRecipients());
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean allSeen() {
    return in.getManagers().getImapHostManager().getAllMessages().stream()
        .allMatch(m -> m.getFlags().contains(Flags.Flag.SEEN));
  }

  private static void unsee(com.icegreen.greenmail.store.StoredMessage message) {
    message.setFlag(Flags.Flag.SEEN, false);
  }

  /** Puts the mail's very bytes into the mailbox. */
  private static void deliver(String mail) {
    var session = Session.getInstance(new Properties());
    try (var store = session.getStore("imap")) {
      store.connect("127.0.0.1", IMAP, "bbcs", PASSWORD);
      var inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_WRITE);
      var bytes = mail.getBytes(StandardCharsets.ISO_8859_1);
      inbox.appendMessages(
          new Message[] {new MimeMessage(session, new ByteArrayInputStream(bytes))});
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A shipped example, one character per byte. */
  private static String shipped(String name) {
    try {
      return Files.readString(CASES.resolve(name + ".eml"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String plain(String id, String from, String head, String text) {
    String mail =
        "From: %s\nMessage-ID: <%s@x>\nDate: Fri, 09 Oct 2026 11:00:00 +0800\n%s\n\n%s\n"
            .formatted(from, id, head, text);
    return new String(mail.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String bomb() {
    return "From: bomb@example.com\nContent-Type: multipart/mixed; boundary=b\n\n"
        + "--b\n\nx\n".repeat(10_000);
  }

  private HubClient client() {
    return new HubClient(port, VAR);
  }

  private static GreenMail start(int port, String protocol) {
    var server = new GreenMail(new ServerSetup(port, "127.0.0.1", protocol));
    server.start();
    return server;
  }

  private static Path var() {
    try {
      Files.createDirectories(Path.of("target"));
      var folder = Files.createTempDirectory(Path.of("target"), "mail-").toAbsolutePath();
      try (var files = Files.walk(Path.of("config"))) {
        for (Path file : files.toList()) {
          Files.copy(file, folder.resolve(file));
        }
      }
      Files.writeString(folder.resolve("config/channels/mail.yaml"), channel());
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String channel() {
    return """
        # The window's mailbox, with servers.
        channel: MAIL
        mapping: mail
        region: 340000
        http: true
        queue: false
        mail: {server: "imap://127.0.0.1:%d", user: bbcs, folder: INBOX}
        versions: false
        answers: mail
        smtp: {server: "smtp://127.0.0.1:%d", from: bbcs@example.gov.cn}
        feedback: {method: MAIL, confirmedBy: delivery}
        """
        .formatted(IMAP, SMTP);
  }
}
