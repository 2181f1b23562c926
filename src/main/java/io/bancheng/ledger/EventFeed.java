package io.bancheng.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every event of every case, once, for those who listen from outside. It reads behind a cursor and
 * costs the change of a case nothing. One node at a time reads on.
 *
 * <p>The cursor goes by transaction number, and never past one that still runs: numbers are given
 * before commits, so a reader of "greater than the last" would miss the slow ones.
 */
public final class EventFeed {
  private static final String PAGE =
      """
      select case_no, seq, type, at, data, xid::text as xid from case_event
      where (xid, case_no, seq) > (?::xid8, ?, ?)
        and xid < pg_snapshot_xmin(pg_current_snapshot())
      order by xid, case_no, seq limit ?
      """;
  private static final String EARLIER =
      """
      select case_no, seq, type, at, data, xid::text as xid from case_event
      where case_no = any (?) and (xid, case_no, seq) > (?::xid8, ?, ?)
        and xid < pg_snapshot_xmin(pg_current_snapshot())
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final String name;

  /** One event of a case; {@code data} holds nothing that a person said. */
  public record Entry(String caseNo, int seq, String type, Instant at, String data) {}

  private record Cursor(String xid, String caseNo, int seq) {}

  private record Row(Cursor at, Entry entry) {
    static Row of(ResultSet rs) throws SQLException {
      String caseNo = rs.getString("case_no");
      int seq = rs.getInt("seq");
      return new Row(
          new Cursor(rs.getString("xid"), caseNo, seq),
          new Entry(
              caseNo,
              seq,
              rs.getString("type"),
              rs.getTimestamp("at").toInstant(),
              rs.getString("data")));
    }
  }

  /**
   * @param name of the cursor, {@code hub.events}
   */
  public EventFeed(JdbcTemplate jdbc, TransactionTemplate transaction, String name) {
    this.name = name;
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Hands the next events to a carrier, those of one case in order. If it throws, they come again.
   * An event may come twice; its case number and sequence tell.
   *
   * @return how far the cursor went; 0 if there is nothing, or another node reads on
   */
  public int next(int limit, Consumer<List<Entry>> carrier) {
    Integer read =
        transaction.execute(
            status ->
                cursor().stream()
                    .findFirst()
                    .map(cursor -> next(cursor, limit, carrier))
                    .orElse(0));
    return read == null ? 0 : read;
  }

  private int next(Cursor cursor, int limit, Consumer<List<Entry>> carrier) {
    var page =
        jdbc.query(PAGE, (rs, i) -> Row.of(rs), cursor.xid(), cursor.caseNo(), cursor.seq(), limit);
    if (!page.isEmpty()) {
      carrier.accept(inOrder(page, cursor));
      move(page.get(page.size() - 1).at());
    }
    return page.size();
  }

  /**
   * A transaction that waited for a case may have got its number before the one it waited for: what
   * comes earlier in its case, and is not told yet, is told with it.
   */
  private List<Entry> inOrder(List<Row> page, Cursor cursor) {
    var last = new LinkedHashMap<String, Integer>();
    page.forEach(row -> last.merge(row.entry().caseNo(), row.entry().seq(), Math::max));
    var missing =
        gaps(page, last)
            ? jdbc.query(
                EARLIER,
                (rs, i) -> Row.of(rs),
                last.keySet().toArray(String[]::new),
                cursor.xid(),
                cursor.caseNo(),
                cursor.seq())
            : List.<Row>of();
    Map<String, List<Entry>> byCase =
        Stream.concat(page.stream(), missing.stream())
            .map(Row::entry)
            .filter(entry -> entry.seq() <= last.get(entry.caseNo()))
            .distinct()
            .sorted(Comparator.comparingInt(Entry::seq))
            .collect(Collectors.groupingBy(Entry::caseNo));
    var all = new ArrayList<Entry>();
    last.keySet().forEach(caseNo -> all.addAll(byCase.get(caseNo)));
    return all;
  }

  /** Whether some case's events in this page begin late or have a hole. */
  private boolean gaps(List<Row> page, Map<String, Integer> last) {
    var first = new LinkedHashMap<String, Integer>();
    var count = new LinkedHashMap<String, Integer>();
    for (Row row : page) {
      first.merge(row.entry().caseNo(), row.entry().seq(), Math::min);
      count.merge(row.entry().caseNo(), 1, Integer::sum);
    }
    return last.keySet().stream()
        .anyMatch(
            c -> first.get(c) > 1 || last.get(c) - first.get(c) + 1 != count.get(c).intValue());
  }

  private List<Cursor> cursor() {
    return jdbc.query(
        "select xid::text as xid, case_no, seq from event_cursor"
            + " where name = ? for update skip locked",
        (rs, i) -> new Cursor(rs.getString("xid"), rs.getString("case_no"), rs.getInt("seq")),
        name);
  }

  private void move(Cursor to) {
    jdbc.update(
        "update event_cursor set xid = ?::xid8, case_no = ?, seq = ? where name = ?",
        to.xid(),
        to.caseNo(),
        to.seq(),
        name);
  }
}
