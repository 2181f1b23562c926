package io.bancheng.bench;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * A department that signs and answers everything at once, or keeps it until it is told to: one
 * transacted session, many letters at a time.
 */
final class Bureau implements AutoCloseable {
  private static final int BATCH = 50;
  private static final String ID = "\"assignmentId\":\"";

  private final Connection connection;
  private final Session session;
  private final MessageConsumer letters;
  private final MessageProducer replies;
  private final List<String> kept = new ArrayList<>();
  private final AtomicLong read = new AtomicLong();
  private final AtomicReference<Mood> mood = new AtomicReference<>(Mood.ANSWERS);
  private final Thread thread;

  /** What it does with what comes. */
  enum Mood {
    ANSWERS,
    KEEPS,
    GOES
  }

  Bureau(String brokerUrl, String cases, String answers) throws JMSException {
    connection = new ActiveMQConnectionFactory(brokerUrl).createConnection();
    session = connection.createSession(true, Session.SESSION_TRANSACTED);
    letters = session.createConsumer(session.createQueue(cases));
    replies = session.createProducer(session.createQueue(answers));
    thread = new Thread(this::work, "bureau " + cases);
    thread.setDaemon(true);
    connection.start();
    thread.start();
  }

  void is(Mood next) {
    mood.set(next);
  }

  /** Assignments read so far. */
  long read() {
    return read.get();
  }

  private void work() {
    try {
      while (mood.get() != Mood.GOES) {
        Message message = letters.receive(20);
        int n = 0;
        for (; message != null; message = ++n < BATCH ? letters.receiveNoWait() : null) {
          assignment(message);
        }
        if (mood.get() == Mood.ANSWERS) {
          n += answer();
        }
        if (n > 0) {
          session.commit();
        }
      }
    } catch (JMSException e) {
      if (mood.get() != Mood.GOES) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void assignment(Message message) throws JMSException {
    if ("ASSIGNMENT_DISPATCHED".equals(message.getJMSType())) {
      String body = ((TextMessage) message).getText();
      int from = body.indexOf(ID) + ID.length();
      kept.add(body.substring(from, body.indexOf('"', from)));
      read.incrementAndGet();
    }
  }

  private int answer() throws JMSException {
    int many = Math.min(BATCH, kept.size());
    var now = kept.subList(0, many);
    for (String assignment : now) {
      send("SIGNED", assignment, "");
      send(
          "OPINION_SUBMITTED",
          assignment,
          ",\"resultType\":\"SOLVED\",\"opinionText\":\"已经办理完毕，并已告知来电人。\"");
    }
    now.clear();
    return many;
  }

  private void send(String type, String assignment, String more) throws JMSException {
    String body =
        """
        {"eventType":"%s","assignmentId":"%s","occurredAt":"%s","actor":"经办人",\
        "idempotencyKey":"%s|%s"%s}"""
            .formatted(type, assignment, java.time.OffsetDateTime.now(), assignment, type, more);
    replies.send(session.createTextMessage(body));
  }

  @Override
  public void close() throws JMSException {
    mood.set(Mood.GOES);
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
