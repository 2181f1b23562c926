package io.bancheng.bench;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Reads queues empty, as their departments would, and counts. */
final class Drain implements AutoCloseable {
  private final AtomicLong counted = new AtomicLong();
  private final Connection connection;

  /**
   * @param type the only JMS type to count, or null for all
   */
  Drain(String brokerUrl, List<String> queues, String type) throws JMSException {
    this.connection = new ActiveMQConnectionFactory(brokerUrl).createConnection();
    for (String queue : queues) {
      var session = connection.createSession(false, Session.DUPS_OK_ACKNOWLEDGE);
      read(session, session.createQueue(queue), type);
    }
    connection.start();
  }

  /** Listens to what the hub tells everybody, and counts the events of that type. */
  Drain(String brokerUrl, String type) throws JMSException {
    this.connection = new ActiveMQConnectionFactory(brokerUrl).createConnection();
    var session = connection.createSession(false, Session.DUPS_OK_ACKNOWLEDGE);
    read(session, session.createTopic("hub.events"), type);
    connection.start();
  }

  private void read(Session session, Destination from, String type) throws JMSException {
    session
        .createConsumer(from)
        .setMessageListener(
            message -> {
              try {
                if (type == null || type.equals(message.getJMSType())) {
                  counted.incrementAndGet();
                }
              } catch (JMSException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  long counted() {
    return counted.get();
  }

  @Override
  public void close() throws JMSException {
    connection.close();
  }
}
