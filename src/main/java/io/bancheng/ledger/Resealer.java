package io.bancheng.ledger;

import io.bancheng.canonical.Seal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals with the newest key what was sealed with an older one, or, once after an upgrade, what was
 * not sealed at all. The hub may run meanwhile: a few pages of a table are locked at a time.
 */
public final class Resealer {
  private static final int PAGES = 200;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Seal seal;

  /** How the row of a table is named when it is sealed. */
  private interface RowName {
    String of(ResultSet rs) throws SQLException;
  }

  private record Kept(String table, String column, String keys, RowName row) {}

  private static final List<Kept> ALL =
      List.of(
          new Kept(
              "person_data",
              "words",
              "case_no, seq",
              rs -> Safe.wordsRow(rs.getString("case_no"), rs.getInt("seq"))),
          new Kept(
              "case_record",
              "opinions",
              "case_no",
              rs -> Safe.opinionsRow(rs.getString("case_no"))),
          new Kept("outbox", "body", "msg_id", rs -> Safe.letterRow(rs.getString("msg_id"))),
          new Kept(
              "inbound",
              "raw",
              "door, msg_id, received_at",
              rs ->
                  Safe.rawRow(
                      rs.getString("door"),
                      rs.getString("msg_id"),
                      rs.getTimestamp("received_at").toInstant())));

  public Resealer(JdbcTemplate jdbc, TransactionTemplate transaction, Seal seal) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.seal = seal;
  }

  /** For a ledger that is reached with these credentials. */
  public static Resealer at(String url, String username, String password, Seal seal) {
    var source = new DriverManagerDataSource(url, username, password);
    var transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    return new Resealer(new JdbcTemplate(source), transaction, seal);
  }

  /** Seals what an upgrade left unsealed; call it before anybody reads. */
  public void afterUpgrade() {
    for (String table : jdbc.queryForList("select of from unsealed", String.class)) {
      ALL.stream().filter(kept -> kept.table().equals(table)).forEach(k -> reseal(k, rows -> {}));
      jdbc.update("delete from unsealed where of = ?", table);
    }
  }

  /**
   * Seals everything with the newest key.
   *
   * @param progress hears how many rows have been sealed so far
   * @return how many there were
   */
  public long everything(LongConsumer progress) {
    long rows = 0;
    for (Kept kept : ALL) {
      long before = rows;
      rows += reseal(kept, done -> progress.accept(before + done));
    }
    return rows;
  }

  private long reseal(Kept kept, LongConsumer progress) {
    long pages =
        jdbc.queryForObject(
            "select pg_relation_size(?::regclass) / current_setting('block_size')::int",
            Long.class,
            kept.table());
    long rows = 0;
    for (long page = 0; page <= pages; page += PAGES) {
      long from = page;
      rows += transaction.execute(status -> some(kept, from));
      progress.accept(rows);
    }
    return rows;
  }

  private int some(Kept kept, long page) {
    var changes = new ArrayList<Object[]>();
    jdbc.execute("set local idle_in_transaction_session_timeout = '10min'");
    jdbc.query(
        """
        select ctid::text place, %s, %s sealed from %s
        where ctid >= ?::tid and ctid < ?::tid and substring(%2$s from 1 for 5) <> ? for update
        """
            .formatted(kept.keys(), kept.column(), kept.table()),
        rs -> {
          String row = kept.row().of(rs);
          byte[] anew = seal.seal(row, clear(row, rs.getBytes("sealed")));
          changes.add(new Object[] {anew, rs.getString("place")});
        },
        "(%d,0)".formatted(page),
        "(%d,0)".formatted(page + PAGES),
        seal.mark());
    jdbc.batchUpdate(
        "update %s set %s = ? where ctid = ?::tid".formatted(kept.table(), kept.column()), changes);
    return changes.size();
  }

  private byte[] clear(String row, byte[] kept) {
    return kept[0] == 0 ? Arrays.copyOfRange(kept, 1, kept.length) : seal.open(row, kept);
  }
}
