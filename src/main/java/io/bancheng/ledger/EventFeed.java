package io.bancheng.ledger;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.DayCount;
import io.bancheng.canonical.EventBatch;
import io.bancheng.canonical.EventBatch.Mark;
import io.bancheng.canonical.ToldEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every event of every case, for those who listen from outside. Each listener reads behind a cursor
 * of its own, one node at a time, and costs the change of a case nothing.
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

  /** Takes a transaction number only for a listener that is new. */
  private static final String KNOWN =
      """
      insert into event_cursor (name, xid, case_no, seq)
      select ?, pg_current_xact_id(), '~', 0
      where not exists (select 1 from event_cursor where name = ?)
      on conflict do nothing
      """;

  private static final String SKIP =
      """
      update event_cursor c
      set xid = (pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1)::text::xid8,
        case_no = '~', seq = 0
      where name = ? and exists (select 1 from case_event e
        where (e.xid, e.case_no, e.seq) > (c.xid, c.case_no, c.seq)
          and e.xid < pg_snapshot_xmin(pg_current_snapshot()))
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  private record Row(Mark at, ToldEvent event) {
    static Row of(ResultSet rs) throws SQLException {
      var at = new Mark(rs.getString("xid"), rs.getString("case_no"), rs.getInt("seq"));
      return new Row(
          at,
          new ToldEvent(
              at.caseNo(),
              at.seq(),
              rs.getString("type"),
              rs.getTimestamp("at").toInstant(),
              rs.getString("data")));
    }
  }

  public EventFeed(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Hands a listener's next events to a carrier. If it throws, they come again. An event may come
   * twice; its id tells.
   *
   * @return how far the cursor went; 0 if there is nothing, or another node reads on
   */
  public int next(String listener, int limit, Consumer<List<ToldEvent>> carrier) {
    Integer told =
        transaction.execute(
            status ->
                batch(listener, limit).stream()
                    .mapToInt(
                        batch -> {
                          carrier.accept(batch.events());
                          told(batch);
                          return batch.events().size();
                        })
                    .sum());
    return told == null ? 0 : told;
  }

  /**
   * A listener's next events, if there are any; until the caller's transaction ends no other node
   * gets them. A listener that was not known before hears what happens from now on.
   */
  public Optional<EventBatch> batch(String listener, int limit) {
    jdbc.update(KNOWN, listener, listener);
    return cursor(listener).flatMap(cursor -> batch(listener, cursor, limit));
  }

  /** Nobody is there to hear what has happened so far: it is told to nobody. */
  public void skip(String listener) {
    if (jdbc.update(SKIP, listener) == 0) {
      jdbc.update(KNOWN, listener, listener);
    }
  }

  /**
   * Makes a listener known that wants everything since the first event, not only what comes.
   *
   * @return false if it is known already
   */
  public boolean fromTheBeginning(String listener) {
    return jdbc.update(
            "insert into event_cursor (name, xid, case_no, seq) values (?, '0', '', 0)"
                + " on conflict do nothing",
            listener)
        == 1;
  }

  /** The same for routes, which take none or one batch. */
  public List<EventBatch> batches(String listener, int limit) {
    return batch(listener, limit).stream().toList();
  }

  /** The listener has these; call it in the transaction that gave them out. */
  public void told(EventBatch batch) {
    jdbc.update(
        "update event_cursor set xid = ?::xid8, case_no = ?, seq = ? where name = ?",
        batch.end().xid(),
        batch.end().caseNo(),
        batch.end().seq(),
        batch.listener());
  }

  /** How much happened on a day. */
  public DayCount count(LocalDate day) {
    return jdbc.queryForObject(
        "select count(*) as events, count(distinct case_no) as cases from case_event"
            + " where at >= ? and at < ?",
        (rs, i) -> new DayCount(day, rs.getLong("events"), rs.getLong("cases")),
        start(day),
        start(day.plusDays(1)));
  }

  private Optional<EventBatch> batch(String listener, Mark cursor, int limit) {
    var page =
        jdbc.query(PAGE, (rs, i) -> Row.of(rs), cursor.xid(), cursor.caseNo(), cursor.seq(), limit);
    return page.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new EventBatch(listener, inOrder(page, cursor), page.get(page.size() - 1).at()));
  }

  /**
   * A transaction that waited for a case may have got its number before the one it waited for: what
   * comes earlier in its case, and is not told yet, is told with it.
   */
  private List<ToldEvent> inOrder(List<Row> page, Mark cursor) {
    var last = new LinkedHashMap<String, Integer>();
    page.forEach(row -> last.merge(row.at().caseNo(), row.at().seq(), Math::max));
    var missing =
        jdbc.query(
            EARLIER,
            (rs, i) -> Row.of(rs),
            last.keySet().toArray(String[]::new),
            cursor.xid(),
            cursor.caseNo(),
            cursor.seq());
    Map<String, List<ToldEvent>> byCase =
        Stream.concat(page.stream(), missing.stream())
            .map(Row::event)
            .filter(event -> event.seq() <= last.get(event.caseNo()))
            .distinct()
            .sorted(Comparator.comparingInt(ToldEvent::seq))
            .collect(Collectors.groupingBy(ToldEvent::caseNo));
    var all = new ArrayList<ToldEvent>();
    last.keySet().forEach(caseNo -> all.addAll(byCase.get(caseNo)));
    return all;
  }

  private Optional<Mark> cursor(String listener) {
    return jdbc
        .query(
            "select xid::text as xid, case_no, seq from event_cursor"
                + " where name = ? for update skip locked",
            (rs, i) -> new Mark(rs.getString("xid"), rs.getString("case_no"), rs.getInt("seq")),
            listener)
        .stream()
        .findFirst();
  }

  private static Timestamp start(LocalDate day) {
    return Timestamp.from(day.atStartOfDay(CanonicalJson.ZONE).toInstant());
  }
}
