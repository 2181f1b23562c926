package io.bancheng.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Statements that go to the database one after the other and are answered together: one round trip,
 * whatever the number of tables and rows. Belongs into a transaction.
 */
final class Pipeline {
  private final List<ManyRows> statements = new ArrayList<>();

  /** Puts a statement at the end; one without rows is left out. */
  Pipeline add(ManyRows rows) {
    if (!rows.isEmpty()) {
      statements.add(rows);
    }
    return this;
  }

  /** Sends all of them; how many rows each changed, in order. */
  List<Integer> send(JdbcTemplate jdbc) {
    if (statements.isEmpty()) {
      return List.of();
    }
    String sql = statements.stream().map(ManyRows::sql).collect(Collectors.joining(";\n"));
    return jdbc.execute(sql, (PreparedStatement all) -> send(all));
  }

  private List<Integer> send(PreparedStatement all) throws SQLException {
    int parameter = 1;
    for (ManyRows rows : statements) {
      parameter = rows.set(all, parameter);
    }
    all.execute();
    var changed = new ArrayList<Integer>();
    for (int count = all.getUpdateCount(); count >= 0; count = all.getUpdateCount()) {
      changed.add(count);
      all.getMoreResults();
    }
    return changed;
  }
}
