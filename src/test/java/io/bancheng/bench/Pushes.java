package io.bancheng.bench;

import io.bancheng.harness.OrderMix;
import io.bancheng.harness.RunningDatabase;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Cases that do not come by HTTP: by the channel's queue, and straight into the ledger. */
final class Pushes {
  private static final int TOGETHER = 500;

  private Pushes() {}

  /** Puts that many orders on the channel's queue. */
  static Load.Result burst(String brokerUrl, int orders) throws JMSException {
    long start = System.nanoTime();
    try (var connection = new ActiveMQConnectionFactory(brokerUrl).createConnection();
        var session = connection.createSession(true, Session.SESSION_TRANSACTED);
        var producer = session.createProducer(session.createQueue("channel.hotline"))) {
      for (int i = 1; i <= orders; i++) {
        String code = "Q" + i;
        String body = OrderMix.SINGLE.get(i % OrderMix.SINGLE.size()).body(code, code);
        producer.send(session.createTextMessage(body));
        if (i % TOGETHER == 0 || i == orders) {
          session.commit();
        }
      }
    }
    return Load.Result.of(orders, (System.nanoTime() - start) / 1e9);
  }

  /**
   * Adds settled cases to a hub's ledger until it has that many: copies of those in it that are
   * told, under numbers of their own.
   *
   * @param there how many it has
   */
  static void fill(RunningDatabase database, String name, long there, long wanted)
      throws SQLException {
    if (wanted <= there) {
      return;
    }
    try (Connection connection = database.ask(name);
        var statement = connection.createStatement()) {
      statement.execute(
          """
          create temp table told as
            select row_number() over (order by case_no) - 1 i, case_no from case_record
            where status = 'FEEDBACK_GIVEN' limit 1000;
          create temp table twin as
            select case_no as old,
              substr(case_no, 1, 6) || lpad(to_hex(n), 11, '0') || 'x' as new
            from generate_series(%d, %d) n
            join told on told.i = n %% (select count(*) from told);
          create index on twin (old);
          analyze twin
          """
              .formatted(there + 1, wanted));
      for (String table :
          List.of(
              "case_record",
              "case_event",
              "person_data",
              "clock",
              "assignment",
              "outbox",
              "inbound",
              "reporter_key",
              "text_print",
              "reply_taken")) {
        statement.execute(copy(connection, table));
      }
      statement.execute("vacuum analyze");
    }
  }

  private static String copy(Connection connection, String table) throws SQLException {
    var columns = new StringBuilder();
    var values = new StringBuilder();
    try (var all = connection.getMetaData().getColumns(null, "public", table, null)) {
      while (all.next()) {
        if (!"YES".equals(all.getString("IS_AUTOINCREMENT"))) {
          String column = all.getString("COLUMN_NAME");
          columns.append(columns.isEmpty() ? "" : ", ").append(column);
          values.append(values.isEmpty() ? "" : ", ");
          values.append(value(column, all.getString("TYPE_NAME")));
        }
      }
    }
    return "insert into %s (%s) select %s from %1$s t join twin on twin.old = t.case_no"
        .formatted(table, columns, values);
  }

  private static String value(String column, String type) {
    return switch (column) {
      case "msg_id" -> type.equals("uuid") ? "gen_random_uuid()" : "t.msg_id || twin.new";
      case "source_case_id", "reply_key" -> "t." + column + " || twin.new";
      case "case_no", "assignment_id", "subject", "stream" ->
          "replace(t.%s, twin.old, twin.new)".formatted(column);
      case "state" ->
          type.equals("jsonb") ? "replace(t.state::text, twin.old, twin.new)::jsonb" : "t.state";
      default -> "t." + column;
    };
  }
}
