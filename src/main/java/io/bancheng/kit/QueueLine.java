package io.bancheng.kit;

import io.bancheng.canonical.DepartmentId;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** To a department that reads its queue itself; a letter counts as taken when it has left it. */
final class QueueLine implements Line {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final DepartmentId department;
  private final Ear ear;
  private final Clock clock;
  private final Duration within;
  private Duration patience;
  private final Connection connection;
  private final Session session;
  private final AtomicLong sequence = new AtomicLong();

  /**
   * Connects as the hub.
   *
   * @param patience how long the department may take to fetch the first letter
   */
  QueueLine(
      DepartmentId department,
      ConnectionFactory broker,
      Ear ear,
      Bench.Pace pace,
      Duration patience)
      throws JMSException {
    this.department = department;
    this.ear = ear;
    this.clock = pace.clock();
    this.within = pace.within();
    this.patience = patience;
    this.connection = broker.createConnection();
    this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    var inward = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    inward.createConsumer(inward.createQueue(queue("replies"))).setMessageListener(this::hear);
    connection.start();
  }

  private String queue(String kind) {
    return "department." + department.dotted() + "." + kind;
  }

  private void hear(Message message) {
    try {
      ear.read(bytes(message), null).forEach(ear::hear);
    } catch (JMSException e) {
      ear.hear(new Heard(null, e.getClass().getSimpleName(), clock.instant()));
    }
  }

  private static byte[] bytes(Message message) throws JMSException {
    return message instanceof BytesMessage binary
        ? binary.getBody(byte[].class)
        : message.getBody(String.class).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String name() {
    return "queue " + queue("cases");
  }

  @Override
  public String kind() {
    return "queue";
  }

  @Override
  public synchronized Answer deliver(Letter letter) {
    long begun = System.nanoTime();
    try {
      String id = send(letter);
      while (waits(id)) {
        if (since(begun) > patience.toMillis()) {
          return Answer.none(since(begun), "not read");
        }
        ear.pause(LOOK);
      }
      patience = within;
      return new Answer(true, 0, since(begun), "read", 0);
    } catch (JMSException e) {
      return Answer.none(since(begun), e.getClass().getSimpleName());
    }
  }

  private String send(Letter letter) throws JMSException {
    try (var producer = session.createProducer(session.createQueue(queue("cases")))) {
      var message = session.createTextMessage(letter.text());
      message.setJMSCorrelationID(letter.caseNo());
      message.setJMSType(letter.type());
      message.setStringProperty("JMSXGroupID", letter.caseNo() + "/" + department);
      message.setStringProperty("hubMsgId", letter.messageId());
      message.setLongProperty("hubSeq", sequence.incrementAndGet());
      message.setStringProperty("schemaVersion", "1.0");
      producer.send(message);
      return message.getJMSMessageID();
    }
  }

  private boolean waits(String id) throws JMSException {
    try (var browser = session.createBrowser(session.createQueue(queue("cases")))) {
      var waiting = browser.getEnumeration();
      while (waiting.hasMoreElements()) {
        if (id.equals(((Message) waiting.nextElement()).getJMSMessageID())) {
          return true;
        }
      }
      return false;
    }
  }

  private static long since(long begun) {
    return (System.nanoTime() - begun) / 1_000_000;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (JMSException e) {
      // it is given up anyway
    }
  }
}
