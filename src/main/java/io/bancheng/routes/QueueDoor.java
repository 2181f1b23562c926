package io.bancheng.routes;

import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Sha256;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsMessage;

/**
 * The queue entrance of a channel or a department. Lets in the bytes and the message id; properties
 * and every other kind of message than text and bytes stay outside.
 */
public final class QueueDoor {
  /** A message of text has become UTF-8 here, whatever an XML declaration in it says. */
  private static final String TEXT = "; charset=UTF-8";

  private final Clock clock;
  private final int most;

  /**
   * A door.
   *
   * @param most how many bytes of a message are read
   */
  public QueueDoor(Clock clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /** What was sent, as an envelope; the door is the queue's owner, never what the message says. */
  public InboundMessage enter(Exchange exchange, String door) throws JMSException {
    Message message = exchange.getIn(JmsMessage.class).getJmsMessage();
    byte[] raw = bytes(message);
    String id = message.getJMSMessageID() + ":" + digest(raw);
    exchange.getIn().removeHeaders("*");
    String charset = message instanceof TextMessage ? TEXT : null;
    return new InboundMessage(null, door, id, charset, null, raw, clock.instant());
  }

  /** A message that the broker gave up on, under the address where nobody could take it. */
  public InboundMessage deadLetter(Exchange exchange) throws JMSException {
    var message = exchange.getIn(JmsMessage.class).getJmsMessage();
    return enter(exchange, "dead-letter." + message.getStringProperty("_AMQ_ORIG_ADDRESS"));
  }

  /** The {@code hubMsgId} of a letter of the hub on a queue that it empties itself, else empty. */
  public String letterId(Exchange exchange) throws JMSException {
    var message = exchange.getIn(JmsMessage.class).getJmsMessage();
    String id = message.getStringProperty("hubMsgId");
    return id == null ? "" : id;
  }

  /** One byte more than allowed is enough for the reader to refuse it. */
  private byte[] bytes(Message message) throws JMSException {
    if (message instanceof TextMessage text) {
      String said = text.getText() == null ? "" : text.getText();
      return said.getBytes(StandardCharsets.UTF_8);
    }
    if (message instanceof BytesMessage bytes) {
      var raw = new byte[(int) Math.min(bytes.getBodyLength(), most + 1L)];
      bytes.readBytes(raw);
      return raw;
    }
    return new byte[0];
  }

  /** Two messages of one id are the same only if they say the same. */
  private static String digest(byte[] raw) {
    return Sha256.hex(raw).substring(0, 24);
  }
}
