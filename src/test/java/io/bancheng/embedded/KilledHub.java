package io.bancheng.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** A hub in a process of its own that commits one row, says so, and then waits to be killed. */
final class KilledHub {
  private KilledHub() {}

  public static void main(String[] args) throws Exception {
    EmbeddedDatabase database =
        EmbeddedDatabase.start(VarLock.acquire(Path.of(args[0])), 0, Path.of(args[1]));
    DatabaseAccess owner = database.owner();
    try (Connection connection =
            DriverManager.getConnection(owner.url(), owner.username(), owner.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept (text text)");
      statement.execute("INSERT INTO kept VALUES ('committed before the kill')");
      System.out.println("committed on port " + database.port());
      System.in.read();
    }
  }
}
