package io.bancheng.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.config.MailServer;
import jakarta.mail.MessagingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a mail server may answer, and what then becomes of a mail. */
class MailPostTest {
  private static final Instant NOW = Instant.parse("2026-10-09T03:00:00Z");

  private final List<String> said = new CopyOnWriteArrayList<>();
  private ServerSocket server;
  private volatile String toRecipient = "250 2.1.5 ok";
  private volatile String toContent = "250 2.0.0 taken";

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    var thread = new Thread(this::serve);
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void a_taken_mail_is_sent_with_its_own_id_and_says_that_it_is_automatic() throws Exception {
    assertThat(post().send(mail("a@example.com", "主题"), NOW)).isTrue();
    assertThat(said)
        .contains(
            "MAIL FROM:<bbcs@example.gov.cn>",
            "RCPT TO:<a@example.com>",
            "Message-ID: <out-1-1@example.gov.cn>",
            "In-Reply-To: <first@example.com>",
            "Auto-Submitted: auto-replied");
  }

  @Test
  void a_line_end_in_a_subject_or_address_begins_no_other_line() throws Exception {
    post().send(mail("a@example.com", "x\r\nBcc: victim@example.com\r\n\r\nbody"), NOW);
    assertThat(said).noneMatch(line -> line.startsWith("Bcc:"));
    assertThat(post().send(mail("a@example.com>\r\nRCPT TO:<victim@example.com", "x"), NOW))
        .isFalse();
    assertThat(said).noneMatch(line -> line.contains("RCPT TO:<victim"));
  }

  @Test
  void an_unknown_recipient_is_refused_for_good() throws Exception {
    toRecipient = "550 5.1.1 no such user";
    assertThat(post().send(mail("a@example.com", "x"), NOW)).isFalse();
    toRecipient = "250 ok";
    toContent = "554 5.6.0 not this mail";
    assertThat(post().send(mail("a@example.com", "x"), NOW)).isFalse();
  }

  @Test
  void a_server_that_does_not_allow_us_is_asked_again() {
    toRecipient = "550 5.7.1 relaying denied";
    assertThatThrownBy(() -> post().send(mail("a@example.com", "x"), NOW))
        .isInstanceOf(MessagingException.class);
  }

  @Test
  void a_recipient_who_cannot_take_mail_now_holds_up_the_others_only_so_long() throws Exception {
    toRecipient = "452 4.2.2 mailbox full";
    var post = post();
    for (int i = 1; i < 10; i++) {
      assertThatThrownBy(() -> post.send(mail("a@example.com", "x"), NOW))
          .isInstanceOf(MessagingException.class);
    }
    assertThat(post.send(mail("a@example.com", "x"), NOW)).isFalse();
  }

  @Test
  void documents_come_as_files_under_their_own_names() throws Exception {
    byte[] content = "扫描件".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    var document = new OutgoingMail.Document("诊断\r\nBcc: x.pdf", "application/pdf", content);
    post().send(mail("a@example.com", "x").with(java.util.List.of(document)), NOW);

    var mail =
        new jakarta.mail.internet.MimeMessage(
            null,
            new java.io.ByteArrayInputStream(
                String.join("\r\n", said.subList(said.indexOf("DATA") + 1, said.size()))
                    .getBytes(StandardCharsets.US_ASCII)));
    var parts = (jakarta.mail.Multipart) mail.getContent();
    assertThat(parts.getBodyPart(0).getContent()).isEqualTo("正文");
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("诊断 Bcc: x.pdf");
    assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(content);
    assertThat(said).noneMatch(line -> line.startsWith("Bcc:"));
  }

  private MailPost post() {
    var uri = URI.create("smtp://127.0.0.1:" + server.getLocalPort());
    return new MailPost(new MailServer(uri, Optional.empty(), "bbcs@example.gov.cn"), null);
  }

  private static OutgoingMail mail(String to, String subject) {
    return new OutgoingMail(to, subject, "正文", "<out-1-1@example.gov.cn>", "<first@example.com>");
  }

  private void serve() {
    while (!server.isClosed()) {
      try (var client = server.accept()) {
        talk(client);
      } catch (IOException e) {
        // the client hung up, or the test is over
      }
    }
  }

  private void talk(Socket client) throws IOException {
    var in = new BufferedReader(new InputStreamReader(client.getInputStream()));
    answer(client, "220 test");
    boolean content = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      said.add(line);
      boolean end = content && line.equals(".");
      if (!content || end) {
        content = line.equals("DATA");
        answer(client, end ? toContent : reply(line));
      }
    }
  }

  private String reply(String command) {
    if (command.startsWith("RCPT")) {
      return toRecipient;
    }
    return command.equals("DATA") ? "354 go on" : "250 ok";
  }

  private static void answer(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
