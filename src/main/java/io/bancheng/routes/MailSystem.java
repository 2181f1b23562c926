package io.bancheng.routes;

import io.bancheng.config.ChannelConfig;
import io.bancheng.config.MailServer;
import io.bancheng.config.Mailbox;
import io.bancheng.security.OutsideSecrets;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.component.mail.MailAuthenticator;
import org.apache.camel.component.mail.MailUidGenerator;
import org.apache.camel.support.DefaultHeaderFilterStrategy;

/** Connects a channel to its mail servers: the mailbox it is read from, the server that sends. */
final class MailSystem {
  private static final String ACCESS = "mailbox";

  private final OutsideSecrets secrets;
  private final Clock clock;

  MailSystem(OutsideSecrets secrets, Clock clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  void connect(Map<String, Connection> all, ChannelConfig channel) {
    String code = channel.code();
    channel.in().mail().ifPresent(mailbox -> all.put("accept-mail-" + code, read(code, mailbox)));
    channel
        .smtp()
        .filter(server -> channel.answers() == ChannelConfig.Answers.MAIL)
        .ifPresent(server -> all.put("answer-mail-" + code, answer(code, server)));
  }

  private Connection answer(String code, MailServer server) {
    return new Connection(
        "mail-answers",
        Map.of("code", code),
        server,
        () -> {
          String password = server.user().isPresent() ? password(code) : null;
          return Map.of("mailRoom-" + code, new MailRoom(server, password, clock));
        });
  }

  private Connection read(String code, Mailbox mailbox) {
    return new Connection(
        "mail-channel",
        Map.of(
            "code", code,
            "server", mailbox.server().toString(),
            "folder", mailbox.folder(),
            "mailbox", mailbox.name(),
            "guarded", String.valueOf(mailbox.guarded())),
        mailbox,
        () -> beans(code, mailbox));
  }

  private Map<String, Object> beans(String code, Mailbox mailbox) {
    return Map.of(
        "mailLogin-" + code,
        new Login(new PasswordAuthentication(mailbox.user(), password(code))),
        "mailWatch-" + code,
        new MailboxWatch(mailbox.name()),
        "noMailHeaders",
        new Nothing(),
        "mailUid",
        (MailUidGenerator) (endpoint, mail) -> uid(mail));
  }

  private String password(String code) {
    return secrets.need("channel." + code, ACCESS);
  }

  private static String uid(jakarta.mail.Message mail) {
    try {
      return String.valueOf(MailDoor.uid(mail));
    } catch (MessagingException e) {
      throw new IllegalStateException("the mailbox does not number its mails", e);
    }
  }

  /** Who logs in; kept out of addresses, which get into logs. */
  private static final class Login extends MailAuthenticator {
    private final PasswordAuthentication known;

    Login(PasswordAuthentication known) {
      this.known = known;
    }

    @Override
    public PasswordAuthentication getPasswordAuthentication() {
      return known;
    }
  }

  /** Lets no head line of a mail become a header of an exchange. */
  private static final class Nothing extends DefaultHeaderFilterStrategy {
    @Override
    public boolean applyFilterToExternalHeaders(
        String name, Object value, org.apache.camel.Exchange exchange) {
      return true;
    }
  }
}
