package io.bancheng.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGConnection;

/**
 * Who works in the database: the owner, who changes tables (migrations), and the hub, which may
 * only do what the owner granted.
 */
final class DatabaseRoles {
  static final String DATABASE = "bancheng";

  private static final String OWNER = PostgresServer.OWNER;
  private static final String APP = "bancheng";
  private static final String WRONG_PASSWORD = "28P01";
  private static final String DURABLE =
      "SELECT name || '=' || setting FROM pg_settings WHERE setting <> 'on'"
          + " AND name IN ('fsync', 'full_page_writes', 'synchronous_commit')";

  private final String ownerPassword;
  private final String appPassword;

  DatabaseRoles(String ownerPassword, String appPassword) {
    this.ownerPassword = ownerPassword;
    this.appPassword = appPassword;
  }

  DatabaseAccess owner(int port) {
    return new DatabaseAccess(url(port, DATABASE), OWNER, ownerPassword);
  }

  DatabaseAccess app(int port) {
    return new DatabaseAccess(url(port, DATABASE), APP, appPassword);
  }

  /**
   * Opens a session of the owner outside the hub's database; waits three seconds at most.
   *
   * @throws EmbeddedException {@code database-key-lost} when the server refuses the password
   */
  Connection connect(int port) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", OWNER);
    properties.setProperty("password", ownerPassword);
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("loginTimeout", "3");
    try {
      return DriverManager.getConnection(url(port, "postgres"), properties);
    } catch (SQLException e) {
      if (WRONG_PASSWORD.equals(e.getSQLState())) {
        throw keyLost(e);
      }
      throw e;
    }
  }

  /**
   * Makes database, roles and rights as they must be, whatever is there already.
   *
   * @throws EmbeddedException {@code database-not-durable} when a commit would not survive a crash
   */
  void ensure(int port) {
    try (Connection connection = connect(port);
        Statement statement = connection.createStatement()) {
      refuseUnlessDurable(statement);
      if (isMissing(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + APP + "'")) {
        statement.execute("CREATE ROLE " + APP);
      }
      if (isMissing(statement, "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
      String password = connection.unwrap(PGConnection.class).escapeLiteral(appPassword);
      statement.execute(String.join(";", rights(password)));
    } catch (SQLException e) {
      throw new EmbeddedException(
          "database-roles", "The embedded database cannot be prepared: " + e.getMessage(), e);
    }
  }

  private static List<String> rights(String password) {
    return List.of(
        "ALTER ROLE " + APP + " LOGIN PASSWORD '" + password + "'",
        "ALTER ROLE " + APP + " SET lock_timeout = '3s'",
        "ALTER ROLE " + APP + " SET statement_timeout = '8s'",
        "REVOKE ALL ON DATABASE " + DATABASE + ", postgres, template1 FROM PUBLIC",
        "GRANT CONNECT ON DATABASE " + DATABASE + " TO " + APP);
  }

  private static void refuseUnlessDurable(Statement statement) throws SQLException {
    try (ResultSet weak = statement.executeQuery(DURABLE)) {
      if (weak.next()) {
        throw new EmbeddedException(
            "database-not-durable",
            "The embedded database would lose cases in a power cut: "
                + weak.getString(1)
                + ". Take ALTER SYSTEM and ALTER ROLE settings of that name back.");
      }
    }
  }

  private static boolean isMissing(Statement statement, String query) throws SQLException {
    try (ResultSet found = statement.executeQuery(query)) {
      return !found.next();
    }
  }

  private static EmbeddedException keyLost(SQLException cause) {
    return new EmbeddedException(
        "database-key-lost",
        "keys/database.owner.key is not the key of the embedded database. Bring that file back"
            + " from your backup.",
        cause);
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }
}
