package io.bancheng.harness;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;

/**
 * Real mail servers for one department that has nothing but e-mail: what it got, what it writes.
 */
public final class PostOffice implements AutoCloseable {
  public static final String PASSWORD = "geheim-42";

  private final GreenMail in = new GreenMail(on(ServerSetup.PROTOCOL_IMAP));
  private final GreenMail out = new GreenMail(on(ServerSetup.PROTOCOL_SMTP));

  public PostOffice() {
    in.start();
    out.start();
    in.setUser("hub@example.gov.cn", "hub", PASSWORD);
  }

  /** The department's file. */
  public String file() {
    return """
        adapter: mail
        mapping: mail-reply
        mail:
          to: office@example.gov.cn
          smtp: {server: "smtp://127.0.0.1:%d", from: hub@example.gov.cn}
          mailbox: {server: "imap://127.0.0.1:%d", user: hub, folder: INBOX}
        """
        .formatted(out.getSmtp().getPort(), in.getImap().getPort());
  }

  /** The subject of the first mail about a case, once it is there. */
  public Optional<String> subject(String caseNo) {
    return Arrays.stream(out.getReceivedMessages())
        .map(PostOffice::subject)
        .filter(subject -> subject.contains(caseNo))
        .findFirst();
  }

  /** Somebody of the department answers with that subject, at that time of RFC 5322. */
  public void answer(String id, String date, String subject, String text) {
    String encoded = Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8));
    String mail =
        """
        From: li@example.com
        Message-ID: <%s@x>
        Date: %s
        Subject: =?UTF-8?B?%s?=
        Content-Type: text/plain; charset=UTF-8

        %s
        """
            .formatted(id, date, encoded, text);
    var session = Session.getInstance(new Properties());
    try (var store = session.getStore("imap")) {
      store.connect("127.0.0.1", in.getImap().getPort(), "hub", PASSWORD);
      var inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_WRITE);
      var bytes = new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8));
      inbox.appendMessages(new Message[] {new MimeMessage(session, bytes)});
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the hub has read every mail that was written to it. */
  public boolean allRead() {
    return Arrays.stream(in.getReceivedMessages()).allMatch(PostOffice::seen);
  }

  private static boolean seen(MimeMessage mail) {
    try {
      return mail.isSet(Flags.Flag.SEEN);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ServerSetup on(String protocol) {
    return new ServerSetup(0, "127.0.0.1", protocol);
  }

  @Override
  public void close() {
    in.stop();
    out.stop();
  }
}
