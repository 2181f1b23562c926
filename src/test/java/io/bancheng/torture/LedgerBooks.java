package io.bancheng.torture;

import io.bancheng.canonical.Case;
import io.bancheng.embedded.DatabaseAccess;
import io.bancheng.harness.RunningDatabase;
import io.bancheng.harness.SharedSecrets;
import io.bancheng.ledger.CaseReader;
import io.bancheng.torture.Evidence.Handed;
import io.bancheng.torture.Evidence.LedgerCase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Reads the ledger for the checker, past the hub. */
final class LedgerBooks implements AutoCloseable {
  private final Connection connection;
  private final JdbcClient jdbc;
  private final CaseReader reader;

  LedgerBooks(DatabaseAccess ledger) throws SQLException {
    this.connection = RunningDatabase.connect(ledger);
    this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    this.reader = new CaseReader(jdbc, SharedSecrets.seal(Path.of("target", "books")));
  }

  /** Cases that have not reached their end. */
  int open() {
    return jdbc.sql("select count(*) from case_record where status <> 'FEEDBACK_GIVEN'")
        .query(Integer.class)
        .single();
  }

  /** How many rows of the inbox were parked by a department's door. */
  Map<String, Integer> parked() {
    var parked = new java.util.TreeMap<String, Integer>();
    jdbc.sql(
            "select split_part(door, '.', 1) || ' ' || reason kind, count(*) n from inbound"
                + " where state = 'Q' group by 1")
        .query(
            rs -> {
              parked.put(rs.getString("kind"), rs.getInt("n"));
            });
    return parked;
  }

  List<LedgerCase> cases() {
    return jdbc
        .sql("select case_no from case_record order by 1")
        .query(String.class)
        .list()
        .stream()
        .map(this::examine)
        .toList();
  }

  List<Handed> assignments() {
    return jdbc.sql("select assignment_id, department from assignment")
        .query(
            (rs, i) ->
                new Handed(
                    rs.getString("assignment_id"), rs.getString("department").replace(':', '.')))
        .list();
  }

  Set<String> repliesTaken() {
    return new HashSet<>(
        jdbc.sql("select replace(department, ':', '.') || ' ' || reply_key from reply_taken")
            .query(String.class)
            .list());
  }

  private LedgerCase examine(String caseNo) {
    var found = reader.find(caseNo).orElseThrow();
    return new LedgerCase(
        caseNo,
        found.current().source().caseId(),
        Evidence.sha(found.submission().demand().content()),
        found.current().status().name(),
        reader.chainHolds(caseNo),
        folded(caseNo).equals(found.current()));
  }

  private Case folded(String caseNo) {
    Case folded = null;
    for (var entry : reader.events(caseNo)) {
      folded = entry.event().applyTo(folded);
    }
    return folded;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
