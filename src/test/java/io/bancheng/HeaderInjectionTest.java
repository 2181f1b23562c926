package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bancheng.harness.Department;
import io.bancheng.harness.Orders;
import io.bancheng.harness.Steering;
import io.bancheng.harness.StompClient;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What rides along with a message by queue steers nothing: neither Camel's own headers, in whatever
 * letters, nor kinds of message that are no bytes. HostileContentTest shows the same over HTTP.
 */
class HeaderInjectionTest extends HubTest {
  private static final String HOTLINE = "channel.hotline";

  @Autowired ConnectionFactory inside;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-21T09:00:00");
  }

  @Test
  void headers_over_stomp_steer_nothing() throws Exception {
    String head =
        Steering.NAMES.stream()
            .map(name -> name + ":http\\c//127.0.0.1\\c9")
            .collect(Collectors.joining("\n", "\n", "\nmail.smtp.host:127.0.0.1"));
    try (var hotline = StompClient.login(broker.port(), HOTLINE, hub().secret(HOTLINE))) {
      String receipt =
          hotline.ask(
              "SEND\nreceipt:r\ndestination:" + HOTLINE + head, Orders.numbered("HEAD-STOMP"));
      assertThat(receipt).startsWith("RECEIPT");
    }
    becomesAnOrdinaryCase("HEAD-STOMP");
  }

  @Test
  void properties_over_amqp_steer_nothing() throws Exception {
    try (var connection = amqp()) {
      send(connection, "HEAD-AMQP");
    }
    becomesAnOrdinaryCase("HEAD-AMQP");
  }

  @Test
  void properties_over_jms_steer_nothing() throws Exception {
    try (var connection = inside.createConnection()) {
      send(connection, "HEAD-JMS");
    }
    becomesAnOrdinaryCase("HEAD-JMS");
  }

  @Test
  void objects_maps_and_streams_are_parked_unopened() throws Exception {
    long before = parked();
    int refused = 0;
    try (var connection = amqp()) {
      var session = connection.createSession();
      var map = session.createMapMessage();
      map.setString("pushType", "DISPATCH");
      var stream = session.createStreamMessage();
      stream.writeString("{}");
      var object = session.createObjectMessage(new ArrayList<>(List.of("gadget")));
      for (Message message : List.of(map, stream, object)) {
        refused += put(session, message) ? 0 : 1;
      }
    }
    long kept = 3 - refused;
    await().atMost(Duration.ofSeconds(20)).until(() -> parked() == before + kept);
    hub().push("hotline", Orders.numbered("HEAD-AFTER"));
  }

  private long parked() {
    return hub().parked().stream()
        .filter(p -> p.path("door").asText().equals(HOTLINE))
        .filter(p -> p.path("reason").asText().equals("UNREADABLE"))
        .count();
  }

  private static boolean put(Session session, Message message) {
    try {
      session.createProducer(session.createQueue(HOTLINE)).send(message);
      return true;
    } catch (JMSException e) {
      return false;
    }
  }

  private void send(Connection connection, String order) throws JMSException {
    var session = connection.createSession();
    var message = session.createTextMessage(Orders.numbered(order));
    for (String name : Steering.NAMES) {
      message.setStringProperty(name, "http://127.0.0.1:9");
    }
    message.setJMSReplyTo(session.createQueue("department.340882.ybj.cases"));
    message.setJMSType("evil\r\nX: y");
    session.createProducer(session.createQueue(HOTLINE)).send(message);
  }

  /** It reaches its department, and nothing of what rode along does. */
  private void becomesAnOrdinaryCase(String order) throws Exception {
    try (var hotline = Department.channel(broker.port(), "hotline", hub())) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> hotline.received().stream().anyMatch(r -> about(r, order)));
    }
    var again = hub().push("hotline", Orders.numbered(order));
    assertThat(again.status()).isEqualTo(200);
    String caseNo = again.text("caseNo");
    assertThat(hub().find(caseNo).path("lead").asText()).isEqualTo("340882:ybj");
    for (List<String> properties : letters(caseNo)) {
      assertThat(properties)
          .allMatch(
              name ->
                  List.of("hubMsgId", "hubSeq", "schemaVersion", "traceparent").contains(name)
                      || name.startsWith("JMSX")
                      || name.startsWith("_AMQ"));
    }
  }

  private List<List<String>> letters(String caseNo) throws JMSException {
    var found = new ArrayList<List<String>>();
    String department = "department.340882.ybj";
    try (var connection = amqp(department)) {
      var session = connection.createSession();
      var queue = session.createConsumer(session.createQueue(department + ".cases"));
      for (Message next = queue.receive(5_000); next != null; next = queue.receive(500)) {
        if (caseNo.equals(next.getJMSCorrelationID())) {
          found.add(properties(next));
        }
      }
    }
    assertThat(found).isNotEmpty();
    return found;
  }

  private static List<String> properties(Message message) throws JMSException {
    Enumeration<?> names = message.getPropertyNames();
    return Collections.list(names).stream().map(Object::toString).toList();
  }

  private static boolean about(Department.Received receipt, String order) {
    return receipt.type().equals("ACK")
        && receipt.body().path("sourceCaseId").asText().equals(order);
  }

  private Connection amqp() throws JMSException {
    return amqp(HOTLINE);
  }

  private Connection amqp(String system) throws JMSException {
    var factory = new JmsConnectionFactory("amqp://127.0.0.1:" + broker.port());
    var connection = factory.createConnection(system, hub().secret(system));
    connection.start();
    return connection;
  }
}
