package io.bancheng.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

/**
 * A look at the database from outside a running hub; changes nothing.
 *
 * @param version of the server, as a number: 160004 is 16.4
 * @param weak settings with which a commit may be lost, as {@code name=value}
 * @param now the database's time
 * @param zone the database's time zone, for information
 * @param migration the last migration that was applied, null if none was
 * @param parked messages that wait for a person
 * @param oldestLetter how long the oldest letter that is due has not been sent
 */
public record Checkup(
    int version,
    List<String> weak,
    Instant now,
    String zone,
    String migration,
    long parked,
    Duration oldestLetter) {

  /**
   * Looks; waits five seconds at most.
   *
   * @throws IOException if the database cannot be reached, or refuses
   */
  public static Checkup of(String url, String user, String password) throws IOException {
    try {
      return look(url, user, password);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Checkup look(String url, String user, String password) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user == null ? "" : user);
    properties.setProperty("password", password == null ? "" : password);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "5");
    properties.setProperty("socketTimeout", "5");
    try (var connection = DriverManager.getConnection(url, properties)) {
      connection.setReadOnly(true);
      boolean hub = text(connection, "select to_regclass('outbox')::text") != null;
      return new Checkup(
          Integer.parseInt(text(connection, "show server_version_num")),
          weak(connection),
          Instant.ofEpochMilli(
              Long.parseLong(
                  text(connection, "select (extract(epoch from clock_timestamp())*1000)::bigint"))),
          text(connection, "show timezone"),
          hub ? migration(connection) : null,
          hub ? number(connection, "select count(*) from inbound where state = 'Q'") : 0,
          Duration.ofSeconds(
              hub
                  ? number(
                      connection,
                      """
                      select coalesce(extract(epoch from clock_timestamp() - min(next_at)), 0)::bigint
                      from outbox where state = 'P' and next_at < clock_timestamp()
                      """)
                  : 0));
    }
  }

  private static List<String> weak(Connection connection) throws SQLException {
    String all =
        text(
            connection,
            """
            select string_agg(name || '=' || setting, ' ') from pg_settings
            where name in ('fsync', 'full_page_writes') and setting <> 'on'
              or name = 'synchronous_commit' and setting in ('off', 'local')
            """);
    return all == null ? List.of() : List.of(all.split(" "));
  }

  /** The history may belong to a role that lets nobody else look. */
  private static String migration(Connection connection) throws SQLException {
    boolean readable =
        "t"
            .equals(
                text(connection, "select has_table_privilege('flyway_schema_history', 'select')"));
    return readable
        ? text(
            connection,
            "select version from flyway_schema_history where success order by installed_rank desc limit 1")
        : "unknown";
  }

  private static long number(Connection connection, String query) throws SQLException {
    return Long.parseLong(text(connection, query));
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }
}
