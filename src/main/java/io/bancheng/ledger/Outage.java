package io.bancheng.ledger;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Whether it was the ledger that failed, and not what it was asked to write. */
final class Outage {
  /**
   * Classes of SQLSTATE: connection, transaction's state, rolled back, resources (disk, memory,
   * connections), locked or not ready, an administrator, the system.
   */
  private static final Set<String> CLASSES = Set.of("08", "25", "40", "53", "55", "57", "58");

  private Outage() {}

  static boolean in(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException e && of(e)) {
        return true;
      }
    }
    return false;
  }

  private static boolean of(SQLException e) {
    String state = e.getSQLState();
    return e instanceof SQLTransientException
        || e instanceof SQLRecoverableException
        || state != null && state.length() == 5 && CLASSES.contains(state.substring(0, 2));
  }
}
