package io.bancheng.relay;

import io.bancheng.ledger.BrokerEpochs;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.Enumeration;

/** The durable message on the broker that says which disk this is; nobody ever takes it. */
final class EpochMark implements BrokerEpochs.Mark {
  private static final String ADDRESS = "hub.epoch";
  private static final String EPOCH = "epoch";

  private final Connection connection;

  EpochMark(Connection connection) {
    this.connection = connection;
  }

  @Override
  public long read() {
    try (var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        var browser = session.createBrowser(session.createQueue(ADDRESS))) {
      connection.start();
      long highest = 0;
      Enumeration<?> all = browser.getEnumeration();
      while (all.hasMoreElements()) {
        highest = Math.max(highest, ((Message) all.nextElement()).getLongProperty(EPOCH));
      }
      return highest;
    } catch (JMSException e) {
      throw new CarrierLost(ADDRESS, e);
    }
  }

  @Override
  public void write(long epoch) {
    try (var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        var producer = session.createProducer(session.createQueue(ADDRESS))) {
      producer.setDeliveryMode(DeliveryMode.PERSISTENT);
      var message = session.createMessage();
      message.setLongProperty(EPOCH, epoch);
      producer.send(message);
    } catch (JMSException e) {
      throw new CarrierLost(ADDRESS, e);
    }
  }
}
