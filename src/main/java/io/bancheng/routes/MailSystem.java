package io.bancheng.routes;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.config.ChannelConfig;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.MailDepartment;
import io.bancheng.config.MailServer;
import io.bancheng.config.Mailbox;
import io.bancheng.security.OutsideSecrets;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import org.apache.camel.component.mail.MailAuthenticator;
import org.apache.camel.component.mail.MailUidGenerator;
import org.apache.camel.support.DefaultHeaderFilterStrategy;

/**
 * Connects a channel or a department to its mail servers: the mailbox that is read, the server that
 * sends.
 */
final class MailSystem {
  static final String ACCESS = "mailbox";

  private final OutsideSecrets secrets;
  private final ReplyCode codes;
  private final MailEnclosures enclosures;
  private final Clock clock;

  MailSystem(OutsideSecrets secrets, ReplyCode codes, MailEnclosures enclosures, Clock clock) {
    this.secrets = secrets;
    this.codes = codes;
    this.enclosures = enclosures;
    this.clock = clock;
  }

  /**
   * Connects departments that have nothing but e-mail; a mailbox that several share is read once.
   */
  void connect(Map<String, Connection> all, Collection<DepartmentConnection> departments) {
    var boxes = new HashSet<Mailbox>();
    for (DepartmentConnection department : departments) {
      if (department.settings() instanceof MailDepartment settings) {
        String id = department.id().dotted();
        all.put("deliver-" + id, deliver(department.id(), settings));
        if (boxes.add(settings.mailbox())) {
          String door = InboundMessage.MAILBOX + id;
          all.put("replies-mail-" + id, read("department." + id, door, settings.mailbox()));
        }
      }
    }
  }

  private Connection deliver(DepartmentId id, MailDepartment settings) {
    String system = "department." + id.dotted();
    return new Connection(
        "mail-deliver",
        Map.of("department", id.dotted()),
        settings,
        () -> {
          String password = settings.smtp().user().isPresent() ? password(system) : null;
          var writer = new DepartmentMailWriter(id, settings.smtp().domain(), codes, enclosures);
          var room = new DepartmentMailRoom(settings, password, writer, clock);
          return Map.of("departmentMail-" + id.dotted(), room);
        });
  }

  void connect(Map<String, Connection> all, ChannelConfig channel) {
    String code = channel.code();
    channel
        .in()
        .mail()
        .ifPresent(
            mailbox ->
                all.put(
                    "accept-mail-" + code, read("channel." + code, "channel." + code, mailbox)));
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
          String password = server.user().isPresent() ? password("channel." + code) : null;
          return Map.of("mailRoom-" + code, new MailRoom(server, password, clock));
        });
  }

  private Connection read(String system, String door, Mailbox mailbox) {
    return new Connection(
        "mail-channel",
        Map.of(
            "system", system,
            "door", door,
            "server", mailbox.server().toString(),
            "folder", mailbox.folder(),
            "mailbox", mailbox.name(),
            "guarded", String.valueOf(mailbox.guarded())),
        mailbox,
        () -> beans(system, mailbox));
  }

  private Map<String, Object> beans(String system, Mailbox mailbox) {
    return Map.of(
        "mailLogin-" + system,
        new Login(new PasswordAuthentication(mailbox.user(), password(system))),
        "mailWatch-" + system,
        new MailboxWatch(mailbox.name()),
        "noMailHeaders",
        new Nothing(),
        "mailUid",
        (MailUidGenerator) (endpoint, mail) -> uid(mail));
  }

  private String password(String system) {
    return secrets.need(system, ACCESS);
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
