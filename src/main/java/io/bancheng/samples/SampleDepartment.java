package io.bancheng.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A department as its own IT would build it from the contract alone: reads its cases queue over
 * AMQP 1.0, signs, answers on its replies queue. It answers a repeated message with the same reply.
 */
final class SampleDepartment implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SampleDepartment.class);
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Account account;
  private final Pace pace;
  private final Clock clock;
  private final ScheduledExecutorService timer;
  private final Connection connection;
  private final Session sending;

  /** Where and as whom the department connects. */
  record Account(String brokerUrl, String department, String secret) {}

  /** After how many milliseconds it signs and answers. */
  record Pace(long signMillis, long answerMillis) {}

  SampleDepartment(Account account, Pace pace, Clock clock, ScheduledExecutorService timer)
      throws JMSException {
    this.account = account;
    this.pace = pace;
    this.clock = clock;
    this.timer = timer;
    var factory = new JmsConnectionFactory(account.brokerUrl());
    String user = "department." + account.department();
    this.connection = factory.createConnection(user, account.secret());
    this.sending = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    var receiving = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    var cases = receiving.createQueue("department." + account.department() + ".cases");
    receiving.createConsumer(cases).setMessageListener(this::take);
    connection.start();
  }

  private void take(Message message) {
    try {
      if ("ASSIGNMENT_DISPATCHED".equals(message.getJMSType())) {
        var assignment = JSON.readTree(message.getBody(String.class));
        timer.schedule(() -> answer(signed(assignment)), pace.signMillis(), TimeUnit.MILLISECONDS);
        timer.schedule(
            () -> answer(opinion(assignment)), pace.answerMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (JMSException | JsonProcessingException e) {
      LOG.warn(
          "sample department {} could not read a message: {}", account.department(), e.toString());
    }
  }

  private ObjectNode signed(JsonNode assignment) {
    return reply(assignment, "SIGNED");
  }

  private ObjectNode opinion(JsonNode assignment) {
    return reply(assignment, "OPINION_SUBMITTED")
        .put("resultType", "SOLVED")
        .put("contactedReporterAt", now())
        .put("opinionText", "示例单位：已核实情况并办理完毕。")
        .put("publicReplyText", "您反映的事项已办理完毕，感谢您的监督。");
  }

  private ObjectNode reply(JsonNode assignment, String eventType) {
    String id = assignment.path("assignmentId").asText();
    return JSON.createObjectNode()
        .put("eventType", eventType)
        .put("assignmentId", id)
        .put("occurredAt", now())
        .put("actor", "示例经办人")
        .put("idempotencyKey", id + "|" + eventType);
  }

  private synchronized void answer(ObjectNode reply) {
    try {
      var replies = sending.createQueue("department." + account.department() + ".replies");
      try (var producer = sending.createProducer(replies)) {
        producer.send(sending.createTextMessage(reply.toString()));
      }
    } catch (JMSException e) {
      LOG.warn("sample department {} could not answer: {}", account.department(), e.toString());
    }
  }

  private String now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZONE)
        .truncatedTo(ChronoUnit.SECONDS)
        .toString();
  }

  @Override
  public void close() throws JMSException {
    connection.close();
  }
}
