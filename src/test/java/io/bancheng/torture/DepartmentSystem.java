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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * back to a broker that was away. One reply in ten it sends twice. It can also be dead, slow or say
 * what nobody can read.
 */
final class DepartmentSystem implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String PATIENCE =
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
  private final Map<String, Long> cases = new ConcurrentHashMap<>();
  private final Map<String, Long> latest = new HashMap<>();
  private final Queue<String> outOfOrder = new ConcurrentLinkedQueue<>();
  private final Set<String> known = new HashSet<>();
  private final Map<String, Long> babbled = new ConcurrentHashMap<>();
  private volatile Habit habit = Habit.GOOD;
  private volatile boolean running = true;

  /** How it behaves. */
  enum Habit {
    GOOD,
    /** Reads nothing. */
    DEAD,
    /** Takes a second for each message. */
    SLOW,
    /** Says something unreadable with every batch. */
    BABBLES
  }

  DepartmentSystem(String department, String brokerUrl, long seed, Path home) throws IOException {
    this.department = department;
    this.brokerUrl = brokerUrl;
    this.random = new Random(seed);
    this.log = Files.newBufferedWriter(home.resolve("department." + department + ".log"));
  }

  /** A broker that asks nobody who they are. */
  static String url(int brokerPort) {
    return "amqp://127.0.0.1:" + brokerPort + PATIENCE;
  }

  /** One that does. */
  static String url(int brokerPort, String system, String secret) {
    return url(brokerPort)
        + "&jms.username="
        + system
        + "&jms.password="
        + URLEncoder.encode(secret, StandardCharsets.UTF_8);
  }

  /** All that have a file. */
  static List<String> all() throws IOException {
    try (var files = Files.list(Path.of("config/departments"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", "").replace('-', '.'))
          .sorted()
          .toList();
    }
  }

  @Override
  public void run() {
    while (running) {
      try {
        if (habit == Habit.DEAD) {
          pause();
        } else {
          work();
        }
      } catch (JMSException e) {
        pause();
      }
    }
  }

  void stop() {
    running = false;
  }

  void become(Habit next) {
    habit = next;
  }

  String name() {
    return department;
  }

  /** When it first had an assignment of that case, in milliseconds of the epoch. */
  Optional<Long> had(String caseNo) {
    return Optional.ofNullable(cases.get(caseNo));
  }

  /** Letters that came for the first time after a younger one of the same case. */
  List<String> outOfOrder() {
    return List.copyOf(outOfOrder);
  }

  /**
   * Words in what nobody can read, of which the broker took every one, with the time when it had
   * it, in milliseconds of the epoch.
   */
  Map<String, Long> babbled() {
    return Map.copyOf(babbled);
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
      while (running && habit != Habit.DEAD) {
        batch(session, consumer, producer);
      }
    }
  }

  private void batch(Session session, MessageConsumer consumer, MessageProducer producer)
      throws JMSException {
    var said = new TreeSet<String>();
    var noise = new TreeSet<String>();
    int sent = 0;
    int read = 0;
    for (var m = consumer.receive(500); m != null; m = consumer.receiveNoWait()) {
      order(m);
      if (habit == Habit.SLOW) {
        pause();
        pause();
        pause();
      }
      if ("ASSIGNMENT_DISPATCHED".equals(m.getJMSType())) {
        sent += answer(session, producer, take(m), said);
      }
      if (++read == BATCH) {
        break;
      }
    }
    if (read > 0 && habit == Habit.BABBLES) {
      String word = "noise-" + department + "-" + random.nextLong();
      producer.send(session.createTextMessage("{\"eventType\": " + word));
      noise.add(word);
    }
    if (read > 0) {
      session.commit();
      long now = System.currentTimeMillis();
      noise.forEach(word -> babbled.put(word, now));
      answered.addAll(said);
      repliesSent.addAndGet(sent);
    }
  }

  /** The first time that a letter comes, no younger one of its case may have come. */
  private void order(Message message) throws JMSException {
    String caseNo = message.getJMSCorrelationID();
    long seq = message.getLongProperty("hubSeq");
    if (known.add(message.getStringProperty("hubMsgId"))) {
      long before = latest.merge(caseNo, seq, Math::max);
      if (before > seq) {
        outOfOrder.add("%s: letter %d of %s after %d".formatted(department, seq, caseNo, before));
      }
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
            effect,
            System.currentTimeMillis()));
    cases.putIfAbsent(body.path("caseNo").asText(), System.currentTimeMillis());
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

  static void pause() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
