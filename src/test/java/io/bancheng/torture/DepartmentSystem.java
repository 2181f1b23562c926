package io.bancheng.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.harness.Department;
import io.bancheng.torture.Evidence.Delivery;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.qpid.jms.JmsConnectionFactory;

/**
 * A department's own system that keeps the contract: it writes down what comes before it
 * acknowledges it, acts once per {@code hubMsgId}, answers a repeat with the same replies and comes
 * back to a broker that was away. One reply in ten it sends twice.
 */
final class DepartmentSystem implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATIENCE =
      "?jms.requestTimeout=5000&jms.sendTimeout=5000&jms.connectTimeout=3000&jms.closeTimeout=1000";
  private static final int BATCH = 50;
  private static final double TWICE = 0.1;

  private final String department;
  private final String brokerUrl;
  private final Random random;
  private final BufferedWriter log;
  private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final Map<String, List<String>> replies = new HashMap<>();
  private final AtomicInteger repliesSent = new AtomicInteger();
  private volatile boolean running = true;

  DepartmentSystem(String department, int brokerPort, long seed, Path home) throws IOException {
    this.department = department;
    this.brokerUrl = "amqp://127.0.0.1:" + brokerPort + PATIENCE;
    this.random = new Random(seed);
    this.log = Files.newBufferedWriter(home.resolve("department." + department + ".log"));
  }

  @Override
  public void run() {
    while (running) {
      try {
        work();
      } catch (JMSException e) {
        pause();
      }
    }
  }

  void stop() {
    running = false;
  }

  List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  /** Keys of the replies that the broker took, each with the department. */
  Set<String> answered() {
    return new TreeSet<>(answered);
  }

  int repliesSent() {
    return repliesSent.get();
  }

  private void work() throws JMSException {
    try (var connection = new JmsConnectionFactory(brokerUrl).createConnection()) {
      var session = connection.createSession(true, Session.SESSION_TRANSACTED);
      var queue = "department." + department;
      var consumer = session.createConsumer(session.createQueue(queue + ".cases"));
      var producer = session.createProducer(session.createQueue(queue + ".replies"));
      producer.setDeliveryMode(DeliveryMode.PERSISTENT);
      connection.start();
      while (running) {
        batch(session, consumer, producer);
      }
    }
  }

  private void batch(Session session, MessageConsumer consumer, MessageProducer producer)
      throws JMSException {
    var said = new TreeSet<String>();
    int sent = 0;
    int read = 0;
    for (var m = consumer.receive(500); m != null; m = consumer.receiveNoWait()) {
      if ("ASSIGNMENT_DISPATCHED".equals(m.getJMSType())) {
        sent += answer(session, producer, take(m), said);
      }
      if (++read == BATCH) {
        break;
      }
    }
    if (read > 0) {
      session.commit();
      answered.addAll(said);
      repliesSent.addAndGet(sent);
    }
  }

  /** Writes the message down, and gives the replies to it: new ones, or those given before. */
  private List<String> take(Message message) throws JMSException {
    String id = message.getStringProperty("hubMsgId");
    var body = body(message);
    boolean effect = !replies.containsKey(id);
    write(id + " " + body.path("assignmentId").asText() + (effect ? " NEW" : " REPEATED"));
    deliveries.add(
        new Delivery(
            department,
            body.path("department").asText().replace(':', '.'),
            body.path("assignmentId").asText(),
            effect));
    return replies.computeIfAbsent(id, it -> replies(body.path("assignmentId").asText()));
  }

  private List<String> replies(String assignmentId) {
    String now = java.time.OffsetDateTime.now(java.time.ZoneId.of("Asia/Shanghai")).toString();
    var opinion =
        Department.reply("OPINION_SUBMITTED", assignmentId, now)
            .put("resultType", "SOLVED")
            .put("opinionText", "已核实并办理完毕。")
            .put("publicReplyText", "您反映的事项已办理完毕。");
    return List.of(Department.reply("SIGNED", assignmentId, now).toString(), opinion.toString());
  }

  private int answer(
      Session session, MessageProducer producer, List<String> replies, Set<String> said)
      throws JMSException {
    int sent = 0;
    for (String reply : replies) {
      for (int i = random.nextDouble() < TWICE ? 2 : 1; i > 0; i--) {
        producer.send(session.createTextMessage(reply));
        sent++;
      }
      said.add(department + " " + tree(reply).path("idempotencyKey").asText());
    }
    return sent;
  }

  private static JsonNode body(Message message) throws JMSException {
    return tree(message.getBody(String.class));
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String line) {
    try {
      log.write(line);
      log.newLine();
      log.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
