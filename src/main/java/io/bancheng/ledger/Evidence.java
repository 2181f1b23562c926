package io.bancheng.ledger;

import io.bancheng.canonical.CanonicalJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Everything that proves what happened (存证), as one file that can be verified far from the hub: all
 * events with their hashes, the audit, the anchors and what they state. Nobody's words are in it.
 */
public final class Evidence {
  static final String ANCHORS = "anchors.txt";
  static final String LEAVES = "leaves.jsonl";
  static final String AUDIT = "audit.jsonl";
  static final String EVENTS = "events.jsonl";
  private static final int BATCH = 1000;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate reading;

  /** Turns a row into a line. */
  private interface Line {
    String of(ResultSet rs) throws SQLException;
  }

  /** An event as it stands in the file; the hash covers {@code data} to the letter. */
  record EventLine(String caseNo, int seq, String type, String data, String hash) {}

  /** An entry of the audit as it stands in the file. */
  record AuditLine(long seq, String data, String hash) {}

  public Evidence(JdbcTemplate jdbc, PlatformTransactionManager manager) {
    this.jdbc = new JdbcTemplate(jdbc.getDataSource());
    this.jdbc.setFetchSize(BATCH);
    this.reading = new TransactionTemplate(manager);
    this.reading.setReadOnly(true);
    this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /** Writes all of it, as it stood at one moment, as a zip; the stream stays open. */
  public void write(OutputStream to) {
    reading.executeWithoutResult(
        status -> {
          jdbc.execute("set local idle_in_transaction_session_timeout = '10min'");
          jdbc.execute("set local statement_timeout = '10min'");
          try {
            var zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
            all(zip);
            zip.finish();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void all(ZipOutputStream zip) throws IOException {
    entry(zip, ANCHORS, "select line from anchor order by seq", rs -> rs.getString("line"));
    entry(
        zip,
        LEAVES,
        "select anchor, case_no, length, head from anchor_leaf"
            + " order by anchor, case_no collate \"C\"",
        rs ->
            CanonicalJson.write(
                new AnchorLeaf(
                    rs.getLong("anchor"),
                    rs.getString("case_no"),
                    rs.getInt("length"),
                    rs.getString("head"))));
    entry(
        zip,
        AUDIT,
        "select seq, data, hash from audit order by seq",
        rs ->
            CanonicalJson.write(
                new AuditLine(rs.getLong("seq"), rs.getString("data"), rs.getString("hash"))));
    entry(
        zip,
        EVENTS,
        "select case_no, seq, type, data, hash from case_event order by case_no, seq",
        rs ->
            CanonicalJson.write(
                new EventLine(
                    rs.getString("case_no"),
                    rs.getInt("seq"),
                    rs.getString("type"),
                    rs.getString("data"),
                    rs.getString("hash"))));
  }

  private void entry(ZipOutputStream zip, String name, String sql, Line line) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    jdbc.query(
        sql,
        rs -> {
          try {
            zip.write((line.of(rs) + "\n").getBytes(StandardCharsets.UTF_8));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    zip.closeEntry();
  }
}
