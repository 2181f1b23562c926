package io.bancheng.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks whoever listens on a port whether it is the server of our data directory. */
final class ServerProbe {
  private static final Logger LOG = LoggerFactory.getLogger(ServerProbe.class);
  private static final String STARTING = "57P03";
  private static final long RECOVERY_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE_MILLIS = 100;

  private final DatabaseRoles roles;
  private final Path data;

  ServerProbe(DatabaseRoles roles, Path data) {
    this.roles = roles;
    this.data = data;
  }

  /**
   * Waits up to a minute for a server that is still starting.
   *
   * @throws EmbeddedException {@code database-key-lost} when it refuses the owner's password
   */
  boolean isOurs(int port) {
    long deadline = System.nanoTime() + RECOVERY_NANOS;
    while (true) {
      try (Connection connection = roles.connect(port)) {
        return servesOurData(connection);
      } catch (SQLException e) {
        if (!STARTING.equals(e.getSQLState()) || System.nanoTime() > deadline) {
          LOG.warn("The embedded database on port {} does not answer: {}", port, e.getMessage());
          return false;
        }
        pause();
      }
    }
  }

  private boolean servesOurData(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW data_directory")) {
      row.next();
      return data.toRealPath().equals(Path.of(row.getString(1)).toRealPath());
    } catch (IOException e) {
      LOG.warn("Another PostgreSQL answers in the place of the embedded one.", e);
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedException("database-program", "Interrupted while waiting.", e);
    }
  }
}
