package io.bancheng.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A department's system as its own IT would build it from the contract alone: reads its cases queue
 * over AMQP 1.0, answers on its replies queue.
 */
final class QueueDepartment implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueueDepartment.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Account account;
  private final SimulatedDepartment department;
  private final Connection connection;
  private final Session sending;

  /** Where and as whom the department connects. */
  record Account(String brokerUrl, String department, String secret) {
    String queue(String kind) {
      return "department." + department + "." + kind;
    }
  }

  QueueDepartment(Account account, Script script, Clock clock, ScheduledExecutorService timer)
      throws JMSException {
    this.account = account;
    this.department = new SimulatedDepartment(script, clock, timer, this::answer);
    this.connection =
        new JmsConnectionFactory(account.brokerUrl())
            .createConnection("department." + account.department(), account.secret());
    this.sending = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    var receiving = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    receiving
        .createConsumer(receiving.createQueue(account.queue("cases")))
        .setMessageListener(this::take);
    connection.start();
  }

  private void take(Message message) {
    try {
      department.take(JSON.readTree(message.getBody(String.class)));
    } catch (JMSException | JsonProcessingException e) {
      LOG.warn(
          "sample department {} could not read a message: {}", account.department(), e.toString());
    }
  }

  private synchronized void answer(String reply) {
    try {
      var replies = sending.createQueue(account.queue("replies"));
      try (var producer = sending.createProducer(replies)) {
        producer.send(sending.createTextMessage(reply));
      }
    } catch (JMSException e) {
      LOG.warn("sample department {} could not answer: {}", account.department(), e.toString());
    }
  }

  @Override
  public void close() throws JMSException {
    connection.close();
  }
}
