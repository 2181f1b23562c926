package io.bancheng.routes;

import io.bancheng.config.ChannelConfig;
import io.bancheng.config.Mailbox;
import io.bancheng.security.OutsideSecrets;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.mail.MailAuthenticator;
import org.apache.camel.component.mail.MailUidGenerator;
import org.apache.camel.support.DefaultHeaderFilterStrategy;

/** Connects a channel to its mail servers: the mailbox it is read from, the server that sends. */
final class MailSystem {
  private static final String ACCESS = "mailbox";

  private final CamelContext context;
  private final OutsideSecrets secrets;
  private final Clock clock;

  MailSystem(CamelContext context, OutsideSecrets secrets, Clock clock) {
    this.context = context;
    this.secrets = secrets;
    this.clock = clock;
  }

  void connect(ChannelConfig channel) throws Exception {
    if (channel.in().mail().isPresent()) {
      read(channel.code(), channel.in().mail().get());
    }
    if (channel.smtp().isPresent() && channel.answers().carried()) {
      var server = channel.smtp().get();
      String password = server.user().isPresent() ? password(channel.code()) : null;
      bind("mailRoom-" + channel.code(), new MailRoom(server, password, clock));
      TemplatedRouteBuilder.builder(context, "mail-answers")
          .routeId("answer-mail-" + channel.code())
          .parameter("code", channel.code())
          .add();
    }
  }

  private void read(String code, Mailbox mailbox) throws Exception {
    String password = password(code);
    bind("mailLogin-" + code, new Login(new PasswordAuthentication(mailbox.user(), password)));
    bind("mailWatch-" + code, new MailboxWatch(mailbox.name()));
    bind("noMailHeaders", new Nothing());
    bind("mailUid", (MailUidGenerator) (endpoint, mail) -> uid(mail));
    TemplatedRouteBuilder.builder(context, "mail-channel")
        .routeId("accept-mail-" + code)
        .parameter("code", code)
        .parameter("server", mailbox.server().toString())
        .parameter("folder", mailbox.folder())
        .parameter("mailbox", mailbox.name())
        .parameter("guarded", mailbox.guarded())
        .add();
  }

  private String password(String code) {
    return secrets.need("channel." + code, ACCESS);
  }

  private void bind(String name, Object bean) {
    context.getRegistry().bind(name, bean);
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
