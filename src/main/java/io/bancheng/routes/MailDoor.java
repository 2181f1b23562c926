package io.bancheng.routes;

import io.bancheng.canonical.InboundMessage;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailMessage;

/**
 * The mailbox entrance of a channel. Lets in the bytes of a mail and its place in the mailbox; no
 * head line becomes a Camel header, and nothing in the mail is looked at before it is kept.
 */
public final class MailDoor {
  private final Clock clock;
  private final int most;

  /**
   * A door.
   *
   * @param most how many bytes of a mail are read
   */
  public MailDoor(Clock clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /**
   * What was sent, as an envelope.
   *
   * @param mailbox name of the mailbox; with UIDVALIDITY and UID (RFC 3501) the mail's id for good
   */
  public InboundMessage enter(Exchange exchange, String door, String mailbox)
      throws MessagingException, IOException {
    Message mail = exchange.getIn(MailMessage.class).getOriginalMessage();
    exchange.getIn().removeHeaders("*");
    String id = "%s:%d:%d".formatted(mailbox, validity(mail), uid(mail));
    return new InboundMessage(null, door, id, "message/rfc822", null, bytes(mail), clock.instant());
  }

  static long uid(Message mail) throws MessagingException {
    return ((UIDFolder) mail.getFolder()).getUID(mail);
  }

  private static long validity(Message mail) throws MessagingException {
    return ((UIDFolder) mail.getFolder()).getUIDValidity();
  }

  private byte[] bytes(Message mail) throws MessagingException, IOException {
    var raw = new Capped(most + 1);
    mail.writeTo(raw);
    return raw.bytes.toByteArray();
  }

  /** One byte more than allowed is enough for the reader to refuse it. */
  private static final class Capped extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int room;

    Capped(int room) {
      this.room = room;
    }

    @Override
    public void write(int b) {
      if (bytes.size() < room) {
        bytes.write(b);
      }
    }

    @Override
    public void write(byte[] some, int from, int length) {
      bytes.write(some, from, Math.min(room - bytes.size(), length));
    }
  }
}
