package io.bancheng.relay;

import io.bancheng.ledger.Outbox.Entry;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.apache.activemq.artemis.api.core.ActiveMQDuplicateIdException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;

/**
 * The connection to one address, or to several that share it. A batch goes in one JMS transaction;
 * if the broker refuses it because it has one of the letters already, each is sent by itself, and
 * the broker drops what it knows.
 */
final class Line {
  /**
   * Artemis drops a message whose id it has seen at that address. In a new epoch it must not: the
   * ledger may have come back from a backup while the broker remembers everything.
   */
  private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

  private static final String SCHEMA_VERSION = "1.0";

  private final String address;
  private final long epoch;
  private final boolean toAll;
  private final Connection connection;
  private final Way batch;
  private final Way single;

  /** A session with one producer for all that goes out by it. */
  private record Way(Session session, MessageProducer producer) {
    static Way of(Session session) throws JMSException {
      var producer = session.createProducer(null);
      producer.setDeliveryMode(DeliveryMode.PERSISTENT);
      return new Way(session, producer);
    }
  }

  /**
   * A line.
   *
   * @param address its name; letters go where they are addressed to
   * @param epoch finds out which of its disks the broker runs on
   */
  Line(ConnectionFactory factory, String address, ToLongFunction<Connection> epoch)
      throws JMSException {
    this(factory, address, false, epoch);
  }

  private Line(
      ConnectionFactory factory, String address, boolean toAll, ToLongFunction<Connection> epoch)
      throws JMSException {
    this.address = address;
    this.toAll = toAll;
    this.connection = factory.createConnection();
    try {
      this.epoch = epoch.applyAsLong(connection);
      this.batch = Way.of(connection.createSession(true, Session.SESSION_TRANSACTED));
      this.single = Way.of(connection.createSession(false, Session.AUTO_ACKNOWLEDGE));
    } catch (JMSException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** A line to an address where everybody who listens gets every message. */
  static Line toAll(ConnectionFactory factory, String address) throws JMSException {
    return new Line(factory, address, true, connection -> 0);
  }

  /** The broker's epoch when the line was opened. */
  long epoch() {
    return epoch;
  }

  /**
   * Returns when the broker has every letter of the batch; throws if that is not certain.
   *
   * @return the epoch in which it has them
   */
  long send(List<Entry> letters) {
    try {
      if (letters.size() == 1 || !sendTogether(letters)) {
        sendEach(single, letters);
      }
      return epoch;
    } catch (JMSException e) {
      throw new CarrierLost(address, e);
    }
  }

  /**
   * Whether anybody would get what goes to its address: has a queue there, be he away or not.
   *
   * @throws CarrierLost if the broker does not say so
   */
  boolean heard() {
    try {
      return !((ActiveMQSession) single.session())
          .getCoreSession()
          .addressQuery(SimpleString.of(address))
          .getQueueNames()
          .isEmpty();
    } catch (ActiveMQException e) {
      throw new CarrierLost(address, e);
    }
  }

  void close() {
    try {
      connection.close();
    } catch (JMSException e) {
      // the line is given up; there is nothing more to lose
    }
  }

  private boolean sendTogether(List<Entry> letters) throws JMSException {
    try {
      sendEach(batch, letters);
      batch.session().commit();
      return true;
    } catch (JMSException e) {
      if (known(e)) {
        batch.session().rollback();
        return false;
      }
      throw e;
    }
  }

  /** Whether the broker refused a batch because it has one of its letters already. */
  private static boolean known(JMSException e) {
    return e instanceof TransactionRolledBackException
        || e.getCause() instanceof ActiveMQDuplicateIdException;
  }

  private void sendEach(Way way, List<Entry> letters) throws JMSException {
    var destinations = new HashMap<String, Destination>();
    for (Entry letter : letters) {
      var destination = destinations.get(letter.address());
      if (destination == null) {
        destination = destination(way.session(), letter.address());
        destinations.put(letter.address(), destination);
      }
      var message = way.session().createTextMessage(letter.body());
      message.setJMSCorrelationID(letter.caseNo());
      message.setJMSType(letter.type());
      message.setStringProperty(DUPLICATE_ID, letter.msgId() + "/" + epoch);
      message.setStringProperty("JMSXGroupID", letter.stream());
      message.setStringProperty("hubMsgId", letter.msgId());
      message.setLongProperty("hubSeq", letter.id());
      message.setStringProperty("schemaVersion", SCHEMA_VERSION);
      message.setStringProperty("traceparent", traceparent(letter));
      way.producer().send(destination, message);
    }
  }

  /** Asks the broker whether it is there. */
  private Destination destination(Session session, String to) throws JMSException {
    return toAll ? session.createTopic(to) : session.createQueue(to);
  }

  /** W3C trace context: one trace per case, one span per letter. */
  private static String traceparent(Entry letter) {
    var trace = UUID.nameUUIDFromBytes(letter.caseNo().getBytes(StandardCharsets.UTF_8));
    String span = letter.msgId().replace("-", "").substring(0, 16);
    return "00-" + trace.toString().replace("-", "") + "-" + span + "-01";
  }
}
