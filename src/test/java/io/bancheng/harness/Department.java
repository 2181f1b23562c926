package io.bancheng.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.qpid.jms.JmsConnectionFactory;

/**
 * A department's own system over AMQP 1.0: remembers what it received, says what a test tells it.
 */
public final class Department implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One message as it came. */
  public record Received(String type, String hubMsgId, long hubSeq, JsonNode body) {}

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Connection connection;
  private final Session session;
  private final String repliesQueue;

  /** Connects as that system and reads that queue; replies go to {@code repliesQueue}. */
  public Department(int brokerPort, String system, String secret, String queue, String repliesQueue)
      throws JMSException {
    this.repliesQueue = repliesQueue;
    this.connection =
        new JmsConnectionFactory("amqp://127.0.0.1:" + brokerPort).createConnection(system, secret);
    this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    var reading = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    reading.createConsumer(reading.createQueue(queue)).setMessageListener(this::take);
    connection.start();
  }

  /** A department by its dotted id. */
  public static Department of(int brokerPort, String department, HubClient keys)
      throws JMSException {
    String system = "department." + department;
    return new Department(
        brokerPort, system, keys.secret(system), system + ".cases", system + ".replies");
  }

  /** Says something as a department whose queue the hub reads itself. */
  public static void say(int brokerPort, String department, HubClient keys, String body)
      throws JMSException {
    String system = "department." + department;
    var factory = new JmsConnectionFactory("amqp://127.0.0.1:" + brokerPort);
    try (var connection = factory.createConnection(system, keys.secret(system));
        var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        var producer = session.createProducer(session.createQueue(system + ".replies"))) {
      producer.send(session.createTextMessage(body));
    }
  }

  /** A channel system that reads its answers. */
  public static Department channel(int brokerPort, String code, HubClient keys)
      throws JMSException {
    String system = "channel." + code;
    return new Department(brokerPort, system, keys.secret(system), system + ".answers", system);
  }

  public List<Received> received() {
    return received;
  }

  /** What it received about a case, of a type. */
  public List<JsonNode> about(String caseNo, String type) {
    return received.stream()
        .filter(r -> r.type().equals(type) && r.body().path("caseNo").asText().equals(caseNo))
        .map(Received::body)
        .toList();
  }

  /** A canonical reply about an assignment. */
  public static ObjectNode reply(String eventType, String assignmentId, String occurredAt) {
    return JSON.createObjectNode()
        .put("eventType", eventType)
        .put("assignmentId", assignmentId)
        .put("occurredAt", occurredAt)
        .put("actor", "经办人")
        .put("idempotencyKey", assignmentId + "|" + eventType + "|" + occurredAt);
  }

  public synchronized void send(String body) {
    try (var producer = session.createProducer(session.createQueue(repliesQueue))) {
      producer.send(session.createTextMessage(body));
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends bytes as they are. */
  public synchronized void send(byte[] body) {
    try (var producer = session.createProducer(session.createQueue(repliesQueue))) {
      var message = session.createBytesMessage();
      message.writeBytes(body);
      producer.send(message);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  private void take(Message message) {
    try {
      received.add(
          new Received(
              message.getJMSType(),
              message.getStringProperty("hubMsgId"),
              message.getLongProperty("hubSeq"),
              JSON.readTree(message.getBody(String.class))));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws JMSException {
    connection.close();
  }
}
