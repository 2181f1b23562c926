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
  private static final int MAX_BYTES = 30 << 20;

  private final Clock clock;

  public MailDoor(Clock clock) {
    this.clock = clock;
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

  private static byte[] bytes(Message mail) throws MessagingException, IOException {
    var raw = new Capped();
    mail.writeTo(raw);
    return raw.bytes.toByteArray();
  }

  /** One byte more than allowed is enough for the reader to refuse it. */
  private static final class Capped extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      if (bytes.size() <= MAX_BYTES) {
        bytes.write(b);
      }
    }

    @Override
    public void write(byte[] some, int from, int length) {
      int room = Math.max(0, MAX_BYTES + 1 - bytes.size());
      bytes.write(some, from, Math.min(room, length));
    }
  }
}
