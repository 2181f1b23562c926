package io.bancheng.routes;

import io.bancheng.config.MailServer;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.ByteArrayDataSource;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands mails to one SMTP server. Every head line is set through a typed call, and nothing of an
 * exchange gets near the session.
 */
final class MailPost {
  private static final Logger LOG = LoggerFactory.getLogger(MailPost.class);
  private static final String TIMEOUT = "30000";
  private static final int MOST_TRIES = 10;

  /** Codes from here on say no, for now or for good (RFC 5321). */
  private static final int REFUSALS = 400;

  private final MailServer server;
  private final String password;
  private final Session session;
  private boolean away;
  private String held;
  private int tries;

  MailPost(MailServer server, String password) {
    this.server = server;
    this.password = password;
    this.session = Session.getInstance(properties(server));
  }

  /**
   * Sends a mail.
   *
   * @return whether the server took it; false if it refuses this recipient for good
   * @throws MessagingException if that may be otherwise later
   */
  boolean send(OutgoingMail mail, Instant now) throws MessagingException {
    InternetAddress to;
    try {
      to = new InternetAddress(mail.to(), true);
    } catch (AddressException e) {
      return false;
    }
    try {
      hand(message(mail, to, now), to);
      back();
      return true;
    } catch (MessagingException e) {
      if (refusesRecipient(e) || refusesForLong(e, mail)) {
        back();
        return false;
      }
      tell(e);
      throw e;
    }
  }

  /** A full mailbox or a server that wants to be asked again holds up all others only so long. */
  private synchronized boolean refusesForLong(MessagingException e, OutgoingMail mail) {
    boolean recipient = false;
    for (Exception cause = e; cause instanceof MessagingException m; cause = m.getNextException()) {
      recipient |= cause instanceof SMTPAddressFailedException;
    }
    tries = recipient && mail.messageId().equals(held) ? tries + 1 : 1;
    held = mail.messageId();
    return recipient && tries >= MOST_TRIES;
  }

  private void hand(MimeMessage message, InternetAddress to) throws MessagingException {
    try (var transport = session.getTransport(server.server().getScheme())) {
      greet(transport);
      transport.sendMessage(message, new InternetAddress[] {to});
    }
  }

  private void greet(Transport transport) throws NotSent {
    var uri = server.server();
    try {
      transport.connect(uri.getHost(), uri.getPort(), server.user().orElse(null), password);
    } catch (MessagingException e) {
      throw new NotSent(e);
    }
  }

  /** Whether it is certain that the server has not taken the mail: it said no, or was not there. */
  static boolean certainlyNot(MessagingException e) {
    boolean answered = false;
    for (Exception cause = e; cause instanceof MessagingException m; cause = m.getNextException()) {
      answered |=
          cause instanceof NotSent
              || cause instanceof SMTPSendFailedException s && s.getReturnCode() >= REFUSALS
              || cause instanceof SMTPAddressFailedException
              || cause instanceof SMTPSenderFailedException;
    }
    return answered;
  }

  private MimeMessage message(OutgoingMail mail, InternetAddress to, Instant now)
      throws MessagingException {
    var message = new Numbered(session, mail.messageId());
    message.setFrom(new InternetAddress(server.from(), true));
    message.setRecipient(RecipientType.TO, to);
    message.setSubject(oneLine(mail.subject()), "UTF-8");
    content(message, mail);
    message.setSentDate(Date.from(now));
    message.setHeader(
        "Auto-Submitted", mail.inReplyTo() == null ? "auto-generated" : "auto-replied");
    message.setHeader("X-Auto-Response-Suppress", "All");
    if (mail.inReplyTo() != null) {
      message.setHeader("In-Reply-To", oneLine(mail.inReplyTo()));
      message.setHeader("References", oneLine(mail.inReplyTo()));
    }
    message.saveChanges();
    return message;
  }

  private static void content(MimeMessage message, OutgoingMail mail) throws MessagingException {
    if (mail.documents().isEmpty()) {
      message.setText(mail.text(), "UTF-8");
      return;
    }
    var text = new MimeBodyPart();
    text.setText(mail.text(), "UTF-8");
    var all = new MimeMultipart(text);
    for (OutgoingMail.Document document : mail.documents()) {
      all.addBodyPart(part(document));
    }
    message.setContent(all);
  }

  /** To be saved, whatever it is; its name in UTF-8 (RFC 2231). */
  private static MimeBodyPart part(OutgoingMail.Document document) throws MessagingException {
    var part = new MimeBodyPart();
    var source = new ByteArrayDataSource(document.content(), document.mediaType());
    part.setDataHandler(new DataHandler(source));
    var disposition = new ContentDisposition(Part.ATTACHMENT);
    var name = new ParameterList();
    name.set("filename", oneLine(document.name()), "UTF-8");
    disposition.setParameterList(name);
    part.setHeader("Content-Disposition", disposition.toString());
    return part;
  }

  /** A line end in a head line would begin another head line. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
  }

  /**
   * Whether the server says for good that there is no such recipient, or that it does not take this
   * mail for him. 5.7.x (not allowed) is about us and not about him (RFC 3463).
   */
  private static boolean refusesRecipient(MessagingException e) {
    for (Exception cause = e; cause instanceof MessagingException m; cause = m.getNextException()) {
      if (cause instanceof SMTPSenderFailedException) {
        return false;
      }
      boolean notAllowed = String.valueOf(cause.getMessage()).matches("(?s).*\\b5\\.7\\.\\d+.*");
      if (cause instanceof SMTPAddressFailedException a && a.getReturnCode() / 100 == 5) {
        return !notAllowed;
      }
      if (cause instanceof SMTPSendFailedException s
          && s.getReturnCode() / 100 == 5
          && !notAllowed
          && s.getNextException() == null) {
        return true;
      }
    }
    return false;
  }

  private synchronized void tell(MessagingException e) {
    if (!away) {
      away = true;
      LOG.warn(
          "{} takes no mail, the letters wait: {}", server.server(), e.getClass().getSimpleName());
    }
  }

  private synchronized void back() {
    if (away) {
      away = false;
      LOG.info("{} takes mail again", server.server());
    }
  }

  private static Properties properties(MailServer server) {
    String prefix = "mail." + server.server().getScheme() + ".";
    var p = new Properties();
    p.setProperty(prefix + "auth", String.valueOf(server.user().isPresent()));
    p.setProperty(prefix + "connectiontimeout", TIMEOUT);
    p.setProperty(prefix + "timeout", TIMEOUT);
    p.setProperty(prefix + "writetimeout", TIMEOUT);
    p.setProperty(prefix + "starttls.enable", "true");
    p.setProperty(prefix + "starttls.required", String.valueOf(server.guarded()));
    p.setProperty(prefix + "ssl.checkserveridentity", "true");
    p.setProperty(prefix + "from", server.from());
    return p;
  }

  /** The server was not reached, or did not let the hub in. */
  private static final class NotSent extends MessagingException {
    private static final long serialVersionUID = 1L;

    NotSent(MessagingException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** A mail that keeps the id it was given. */
  private static final class Numbered extends MimeMessage {
    private final String id;

    Numbered(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
