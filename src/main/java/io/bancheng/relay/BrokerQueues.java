package io.bancheng.relay;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many messages lie on queues of the broker, and for how long. */
public final class BrokerQueues {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerQueues.class);
  private static final String MANAGEMENT = "activemq.management";
  private static final long PATIENCE_MILLIS = 1_000;

  private final ConnectionFactory factory;

  /**
   * A queue as the broker has it.
   *
   * @param oldestMillis how long the oldest message lies there, 0 if there is none
   */
  public record Depth(long messages, long oldestMillis) {}

  private record Asking(Session session, Queue answers, MessageProducer to, MessageConsumer from) {}

  public BrokerQueues(ConnectionFactory factory) {
    this.factory = factory;
  }

  /** The depths of these queues; those of which the broker does not say it are left out. */
  public Map<String, Depth> depths(List<String> queues) {
    var depths = new LinkedHashMap<String, Depth>();
    if (queues.isEmpty()) {
      return depths;
    }
    try (var connection = factory.createConnection();
        var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      var answers = session.createTemporaryQueue();
      try (var to = session.createProducer(session.createQueue(MANAGEMENT));
          var from = session.createConsumer(answers)) {
        connection.start();
        var asking = new Asking(session, answers, to, from);
        for (String queue : queues) {
          depths.put(queue, depth(queue, asking));
        }
      }
    } catch (JMSException | RuntimeException e) {
      LOG.debug("the broker does not say how long its queues are: {}", e.toString());
    }
    return depths;
  }

  /** A queue that nobody has used yet is not there; nothing lies on it. */
  private static Depth depth(String queue, Asking asking) throws JMSException {
    long messages = number(queue, "messageCount", asking);
    return new Depth(
        Math.max(0, messages), messages > 0 ? number(queue, "firstMessageAge", asking) : 0);
  }

  private static long number(String queue, String attribute, Asking asking) throws JMSException {
    var question = asking.session().createMessage();
    question.setJMSReplyTo(asking.answers());
    JMSManagementHelper.putAttribute(question, ResourceNames.QUEUE + queue, attribute);
    asking.to().send(question);
    var answer = asking.from().receive(PATIENCE_MILLIS);
    if (answer == null) {
      throw new JMSException("the broker does not answer");
    }
    try {
      return JMSManagementHelper.hasOperationSucceeded(answer)
              && JMSManagementHelper.getResult(answer) instanceof Number number
          ? number.longValue()
          : 0;
    } catch (Exception e) {
      throw new JMSException(e.getMessage());
    }
  }
}
