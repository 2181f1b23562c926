package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.embedded.EmbeddedDatabase;
import io.bancheng.harness.Department;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.EventFeed;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What those who listen at hub.events hear. */
class EventsTest extends HubTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Autowired ConnectionFactory factory;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired EmbeddedDatabase database;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-13T09:00:00");
  }

  @Test
  void every_event_of_a_case_is_told_in_order_and_names_nobody() throws Exception {
    var heard = new CopyOnWriteArrayList<String>();
    try (var connection = factory.createConnection();
        var department = Department.of(broker.port(), "340882.ybj", hub())) {
      var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      session
          .createConsumer(session.createTopic("hub.events"))
          .setMessageListener(message -> heard.add(text(message)));
      connection.start();
      String order =
          Orders.order("EVENTS-1", "340882", "异地就医备案失败", "来电人反映异地就医备案一直提示失败。").toString();
      String caseNo = hub().push("hotline", order).text("caseNo");
      var opinion =
          Department.reply("OPINION_SUBMITTED", caseNo + "-1", CLOCK.toString())
              .put("resultType", "SOLVED")
              .put("opinionText", "已为来电人备案");
      department.send(opinion.toString());
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(types(heard, caseNo)).contains("FeedbackGiven"));
      assertThat(types(heard, caseNo)).isEqualTo(ledger(caseNo));
      var first = about(heard, caseNo).get(0);
      assertThat(first.path("specversion").asText()).isEqualTo("1.0");
      assertThat(first.path("id").asText()).isEqualTo(caseNo + "/1");
      assertThat(first.path("subject").asText()).isEqualTo(caseNo);
      assertThat(first.at("/data/regionCode").asText()).isEqualTo("340882");
      assertThat(about(heard, caseNo).toString())
          .doesNotContain(Orders.phone("EVENTS-1"), "来电人", "经办人", "said");
    }
  }

  @Test
  void who_begins_to_listen_hears_what_happens_from_then_on() throws Exception {
    String before = hub().push("hotline", Orders.numbered("EVENTS-UNHEARD")).text("caseNo");
    await().atMost(Duration.ofSeconds(20)).until(() -> untold() == 0);
    var heard = new CopyOnWriteArrayList<String>();
    try (var connection = factory.createConnection()) {
      var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      session
          .createConsumer(session.createTopic("hub.events"))
          .setMessageListener(message -> heard.add(text(message)));
      connection.start();
      String after = hub().push("hotline", Orders.numbered("EVENTS-HEARD")).text("caseNo");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(types(heard, after)).isEqualTo(ledger(after)));
      assertThat(about(heard, before)).isEmpty();
    }
  }

  /** Events that nobody was told, and that were not passed over. */
  private int untold() {
    return jdbc.queryForObject(
        """
        select count(*) from case_event e, event_cursor c where c.name = 'hub.events'
          and (e.xid, e.case_no, e.seq) > (c.xid, c.case_no, c.seq)
        """,
        Integer.class);
  }

  @Test
  void a_slow_transaction_is_not_skipped_and_no_case_is_told_out_of_order() throws Exception {
    var feed = new EventFeed(jdbc, transaction);
    assertThat(feed.next("events-test", 1, events -> {})).isZero();
    var told = new ArrayList<String>();
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var slow =
        new Thread(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      jdbc.queryForObject("select pg_current_xact_id()::text", String.class);
                      begun.countDown();
                      wait(go);
                      insert("EVENTS-SLOW", 2);
                    }));
    slow.start();
    assertThat(begun.await(15, TimeUnit.SECONDS)).isTrue();
    insert("EVENTS-SLOW", 1);
    insert("EVENTS-FAST", 1);
    drain(feed, "events-test", told);
    assertThat(told).doesNotContain("EVENTS-FAST/1", "EVENTS-SLOW/2");
    go.countDown();
    slow.join();
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> {
              drain(feed, "events-test", told);
              assertThat(told).contains("EVENTS-FAST/1", "EVENTS-SLOW/2");
            });
    assertThat(told.indexOf("EVENTS-SLOW/1")).isLessThan(told.indexOf("EVENTS-SLOW/2"));
  }

  @Test
  void what_the_carrier_did_not_take_comes_again() {
    var feed = new EventFeed(jdbc, transaction);
    assertThat(feed.next("events-again", 1, events -> {})).isZero();
    insert("EVENTS-AGAIN", 1);
    var told = new ArrayList<String>();
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThatThrownBy(
                        () ->
                            feed.next(
                                "events-again",
                                10,
                                events -> {
                                  throw new IllegalStateException("away");
                                }))
                    .hasMessage("away"));
    drain(feed, "events-again", told);
    assertThat(told).contains("EVENTS-AGAIN/1");
  }

  /** One event at a time, which is the hardest for the order. */
  private static void drain(EventFeed feed, String listener, List<String> told) {
    while (feed.next(
            listener, 1, events -> events.forEach(e -> told.add(e.caseNo() + "/" + e.seq())))
        > 0) {
      // there may be more
    }
  }

  /** Those made up here are of no case and in no chain. */
  @AfterEach
  void takeAway() throws SQLException {
    var owner = database.owner();
    try (var connection =
            DriverManager.getConnection(owner.url(), owner.username(), owner.password());
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("alter table case_event disable trigger append_only");
      statement.execute("delete from case_event where case_no like 'EVENTS-%'");
      statement.execute("alter table case_event enable trigger append_only");
      connection.commit();
    }
  }

  private void insert(String caseNo, int seq) {
    jdbc.update(
        "insert into case_event (case_no, seq, type, at, data, hash)"
            + " values (?, ?, 'Urged', now(), '{}', '')",
        caseNo,
        seq);
  }

  private List<String> ledger(String caseNo) {
    return jdbc.queryForList(
        "select type from case_event where case_no = ? order by seq", String.class, caseNo);
  }

  private static List<String> types(List<String> heard, String caseNo) {
    return about(heard, caseNo).stream()
        .map(e -> e.path("type").asText().replace("io.bancheng.case.", ""))
        .toList();
  }

  private static List<JsonNode> about(List<String> heard, String caseNo) {
    return heard.stream()
        .map(EventsTest::json)
        .filter(e -> e.path("subject").asText().equals(caseNo))
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Message message) {
    try {
      return message.getBody(String.class);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void wait(CountDownLatch latch) {
    try {
      latch.await(15, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
