package io.bancheng.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.harness.Quiet;
import io.bancheng.ledger.SharedCommits;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/**
 * The raw floor and the bare prototype of the full circle: a servlet, Jackson, JDBC, JMS. As the
 * floor each order is one commit and the outbox goes out in batches. As the circle orders share
 * commits, departments' replies are taken in batches, and a result is closed, told and noted as
 * told. No rules, no limits, no chain, no repeats, no keys.
 */
public final class RawPipeline extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 200;

  private final transient RawStore store;
  private final transient Consumer<RawStore.Order> intake;
  private static final AtomicLong TOLD = new AtomicLong();

  private RawPipeline(RawStore store, boolean shared) {
    this.store = store;
    this.intake = shared ? SharedCommits.of(this::accept) : order -> accept(List.of(order));
  }

  /**
   * @param args HTTP port, broker, {@code floor} or {@code circle}
   */
  public static void main(String[] args) throws Exception {
    Quiet.logs();
    boolean circle = args[2].equals("circle");
    Map<String, String> env = System.getenv();
    Connection broker = RawStore.broker(args[1]);
    var store =
        new RawStore(
            env.get("SPRING_DATASOURCE_URL"),
            env.get("SPRING_DATASOURCE_USERNAME"),
            env.get("SPRING_DATASOURCE_PASSWORD"),
            broker,
            circle ? RawPipeline::told : (connection, letters) -> {});
    thread(store::relay);
    if (circle) {
      for (int i = 0; i < RawStore.QUEUES; i++) {
        var session = broker.createSession(true, Session.SESSION_TRANSACTED);
        String queue = "raw." + i + ".replies";
        thread(() -> replies(store, session, queue));
      }
    }
    serve(Integer.parseInt(args[0]), new RawPipeline(store, circle));
  }

  private static void serve(int port, HttpServlet servlet) throws Exception {
    var tomcat = new Tomcat();
    tomcat.setBaseDir(new File("target/bench/raw-" + port).getAbsolutePath());
    var connector = new Connector();
    connector.setPort(port);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxThreads", "64");
    connector.setProperty("maxKeepAliveRequests", "-1");
    tomcat.setConnector(connector);
    var context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "raw", servlet).addMapping("/cases");
    tomcat.start();
    tomcat.getServer().await();
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    JsonNode order = JSON.readTree(request.getInputStream().readAllBytes());
    String id = order.path("data").path("orderCode").asText();
    String body = "{\"assignmentId\":\"" + id + "\"," + order.toString().substring(1);
    intake.accept(new RawStore.Order(id, body));
    byte[] answer = ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
    response.setStatus(201);
    response.setContentType("application/json");
    response.setContentLength(answer.length);
    response.getOutputStream().write(answer);
  }

  /** How many results are noted as told. */
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getOutputStream().print(TOLD.get());
  }

  private void accept(List<RawStore.Order> orders) {
    try {
      store.commit(connection -> RawStore.accept(connection, orders));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void replies(RawStore store, Session session, String queue) {
    try (var consumer = session.createConsumer(session.createQueue(queue))) {
      while (true) {
        var batch = new ArrayList<JsonNode>();
        for (Message m = consumer.receive();
            m != null;
            m = batch.size() < BATCH ? consumer.receiveNoWait() : null) {
          batch.add(JSON.readTree(((TextMessage) m).getText()));
        }
        store.commit(connection -> reply(connection, batch));
        session.commit();
      }
    } catch (JMSException | SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Notes replies, and closes what is answered. */
  private static void reply(java.sql.Connection connection, List<JsonNode> replies)
      throws SQLException {
    String[] ids =
        replies.stream().map(r -> r.path("assignmentId").asText()).toArray(String[]::new);
    String[] types = replies.stream().map(r -> r.path("eventType").asText()).toArray(String[]::new);
    String[] texts = replies.stream().map(JsonNode::toString).toArray(String[]::new);
    String[] answered =
        replies.stream()
            .filter(r -> r.path("eventType").asText().equals("OPINION_SUBMITTED"))
            .map(r -> r.path("assignmentId").asText())
            .toArray(String[]::new);
    RawStore.run(
        connection,
        """
        insert into raw_event select u.id, u.type, u.data from unnest(?, ?, ?) u (id, type, data);
        update raw_order set state = 'C' where id = any (?) and state = 'N';
        insert into raw_event select u.id, 'Closed', '{}' from unnest(?) u (id);
        insert into raw_outbox (address, id, type, body)
          select 'raw.answers', u.id, 'FEEDBACK', '{"id":"' || u.id || '"}' from unnest(?) u (id)
        """,
        ids,
        types,
        texts,
        answered,
        answered,
        answered);
  }

  private static void told(java.sql.Connection connection, List<RawStore.Letter> letters)
      throws SQLException {
    String[] ids =
        letters.stream()
            .filter(letter -> letter.type().equals("FEEDBACK"))
            .map(RawStore.Letter::id)
            .toArray(String[]::new);
    if (ids.length > 0) {
      RawStore.run(
          connection,
          """
          insert into raw_event select u.id, 'FeedbackGiven', '{}' from unnest(?) u (id);
          update raw_order set state = 'F' where id = any (?)
          """,
          ids,
          ids);
      TOLD.addAndGet(ids.length);
    }
  }

  private static void thread(Runnable work) {
    new Thread(work).start();
  }
}
