package io.bancheng.relay;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;

/** Whether the broker keeps what it has confirmed, also when its machine stops in the middle. */
final class BrokerPromises {
  private static final String MANAGEMENT = "activemq.management";
  private static final long PATIENCE_MILLIS = 3_000;
  private static final List<String> WANTED =
      List.of(
          "persistenceEnabled",
          "journalSyncTransactional",
          "journalSyncNonTransactional",
          "persistIDCache");

  private BrokerPromises() {}

  /**
   * The settings that are off and should be on.
   *
   * @throws JMSException if it may not be asked, or does not answer
   */
  static List<String> broken(Connection connection) throws JMSException {
    try (var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      var answers = session.createTemporaryQueue();
      try (var asking = session.createProducer(session.createQueue(MANAGEMENT));
          var listening = session.createConsumer(answers)) {
        connection.start();
        var broken = new ArrayList<String>();
        for (String setting : WANTED) {
          var question = session.createMessage();
          question.setJMSReplyTo(answers);
          JMSManagementHelper.putAttribute(question, ResourceNames.BROKER, setting);
          if (!on(question, asking, listening)) {
            broken.add(setting);
          }
        }
        return broken;
      } finally {
        answers.delete();
      }
    }
  }

  private static boolean on(Message question, MessageProducer asking, MessageConsumer listening)
      throws JMSException {
    asking.send(question);
    Message answer = listening.receive(PATIENCE_MILLIS);
    if (answer == null || !JMSManagementHelper.hasOperationSucceeded(answer)) {
      throw new JMSException("the broker does not say");
    }
    try {
      return Boolean.TRUE.equals(JMSManagementHelper.getResult(answer));
    } catch (Exception e) {
      throw new JMSException(e.getMessage());
    }
  }
}
