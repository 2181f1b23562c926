package io.bancheng.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A table of orders, one of events, an outbox, and a relay that empties it in batches. */
final class RawStore {
  static final int QUEUES = 10;
  private static final int BATCH = 500;
  private static final String TABLES =
      """
      create table raw_order (id text primary key, body text not null, state text not null);
      create table raw_event (id text not null, type text not null, data text not null,
        at timestamptz not null default now());
      create index on raw_event (id);
      create table raw_outbox (n bigint generated always as identity primary key,
        address text not null, id text not null, type text not null, body text not null,
        state text not null default 'P');
      create index on raw_outbox (n) where state = 'P';
      """;

  private final HikariDataSource pool;
  private final Session session;
  private final MessageProducer producer;
  private final Semaphore bell = new Semaphore(0);
  private final Sent sent;

  /** An order, as it is stored. */
  record Order(String id, String body) {}

  /** A letter, as it is sent. */
  record Letter(long n, String address, String id, String type, String body) {}

  /** What is written about letters in the transaction that marks them as sent. */
  interface Sent {
    void note(java.sql.Connection connection, List<Letter> letters) throws SQLException;
  }

  RawStore(String url, String user, String password, Connection broker, Sent sent)
      throws SQLException, JMSException {
    var config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(20);
    config.setAutoCommit(false);
    pool = new HikariDataSource(config);
    session = broker.createSession(true, Session.SESSION_TRANSACTED);
    producer = session.createProducer(null);
    this.sent = sent;
    try (var connection = pool.getConnection()) {
      connection.createStatement().execute(TABLES);
      connection.commit();
    }
  }

  static Connection broker(String url) throws JMSException {
    var factory = new ActiveMQConnectionFactory(url);
    factory.setBlockOnDurableSend(true);
    var connection = factory.createConnection();
    connection.start();
    return connection;
  }

  /** Work in one transaction. */
  interface Work {
    void in(java.sql.Connection connection) throws SQLException;
  }

  void commit(Work work) throws SQLException {
    try (var connection = pool.getConnection()) {
      work.in(connection);
      connection.commit();
    }
    if (bell.availablePermits() == 0) {
      bell.release();
    }
  }

  /** Stores orders and owes each to its department. */
  static void accept(java.sql.Connection connection, List<Order> orders) throws SQLException {
    String[] ids = orders.stream().map(Order::id).toArray(String[]::new);
    String[] bodies = orders.stream().map(Order::body).toArray(String[]::new);
    String[] addresses = orders.stream().map(RawStore::address).toArray(String[]::new);
    run(
        connection,
        """
        insert into raw_order select u.id, u.body, 'N' from unnest(?, ?) u (id, body);
        insert into raw_event select u.id, 'Accepted', '{}' from unnest(?) u (id);
        insert into raw_outbox (address, id, type, body)
          select u.address, u.id, 'ASSIGNMENT_DISPATCHED', u.body from unnest(?, ?, ?) u (address, id, body)
        """,
        ids,
        bodies,
        ids,
        addresses,
        ids,
        bodies);
  }

  static void run(java.sql.Connection connection, String sql, String[]... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setArray(i + 1, connection.createArrayOf("text", parameters[i]));
      }
      statement.execute();
    }
  }

  private static String address(Order order) {
    return "raw." + Math.floorMod(order.id().hashCode(), QUEUES);
  }

  /** Carries what is owed to the broker, for ever. */
  void relay() {
    try {
      while (true) {
        bell.tryAcquire(200, TimeUnit.MILLISECONDS);
        while (batch() == BATCH) {
          // there is more
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException | JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  private int batch() throws SQLException, JMSException {
    try (var connection = pool.getConnection()) {
      var letters = new java.util.ArrayList<Letter>();
      try (var select =
              connection.prepareStatement(
                  "select n, address, id, type, body from raw_outbox where state = 'P'"
                      + " order by n limit "
                      + BATCH
                      + " for update skip locked");
          var rows = select.executeQuery()) {
        while (rows.next()) {
          letters.add(
              new Letter(
                  rows.getLong(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getString(5)));
        }
      }
      if (!letters.isEmpty()) {
        send(letters);
        mark(connection, letters);
        sent.note(connection, letters);
      }
      connection.commit();
      return letters.size();
    }
  }

  private void send(List<Letter> letters) throws JMSException {
    for (Letter letter : letters) {
      var message = session.createTextMessage(letter.body());
      message.setJMSType(letter.type());
      message.setJMSCorrelationID(letter.id());
      producer.send(session.createQueue(letter.address()), message);
    }
    session.commit();
  }

  private static void mark(java.sql.Connection connection, List<Letter> letters)
      throws SQLException {
    try (var update =
        connection.prepareStatement("update raw_outbox set state = 'S' where n = any (?)")) {
      var numbers = letters.stream().map(Letter::n).toArray(Long[]::new);
      update.setArray(1, connection.createArrayOf("int8", numbers));
      update.execute();
    }
  }
}
