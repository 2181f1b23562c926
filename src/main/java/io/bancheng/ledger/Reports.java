package io.bancheng.ledger;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.DayCount;
import io.bancheng.canonical.EventBatch;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What platforms above have taken (上报回执), and which days they can compare. Kept in the ledger, so
 * that neither a restart nor another node counts a day twice or forgets one.
 */
public final class Reports {
  private static final int MOST_DAYS = 31;
  private static final String BEHIND =
      """
      select 1 from case_event e, event_cursor c
      where c.name = ? and (e.xid, e.case_no, e.seq) > (c.xid, c.case_no, c.seq)
        and e.at < ? limit 1
      """;
  private static final String TAKEN =
      """
      insert into report_taken (listener, report_id, kind, day, events, taken_at)
      values (?, ?, ?, ?, ?, ?) on conflict do nothing
      """;

  private final JdbcTemplate jdbc;
  private final EventFeed feed;

  /**
   * One receipt.
   *
   * @param kind EVENTS or COUNT
   * @param day that was counted, null for events
   */
  public record Taken(
      String listener, String reportId, String kind, LocalDate day, long events, Instant takenAt) {}

  public Reports(JdbcTemplate jdbc, EventFeed feed) {
    this.jdbc = jdbc;
    this.feed = feed;
  }

  /** The listener has these events; call it in the transaction that gave them out. */
  public void taken(EventBatch batch, String reportId, Instant now) {
    feed.told(batch);
    note(batch.listener(), reportId, "EVENTS", null, batch.events().size(), now);
  }

  /**
   * The days that are over, not counted for the listener yet, and wholly told to it; the first time
   * yesterday alone. Until the caller's transaction ends no other node counts for it.
   */
  public List<DayCount> over(String listener, Instant now) {
    boolean mine =
        !jdbc.queryForList(
                "select 1 from event_cursor where name = ? for update skip locked",
                Integer.class,
                listener)
            .isEmpty();
    if (!mine) {
      return List.of();
    }
    var today = LocalDate.ofInstant(now, CanonicalJson.ZONE);
    var first = last(listener).map(day -> day.plusDays(1)).orElse(today.minusDays(1));
    return first
        .datesUntil(first.isAfter(today) ? first : today)
        .limit(MOST_DAYS)
        .takeWhile(day -> whole(listener, day))
        .map(feed::count)
        .toList();
  }

  /** The listener has the number of a day. */
  public void counted(String listener, DayCount count, String reportId, Instant now) {
    note(listener, reportId, "COUNT", count.day(), count.events(), now);
  }

  /** The latest receipts, of one listener or of all if null. */
  public List<Taken> list(String listener, int limit) {
    return jdbc.query(
        "select * from report_taken where cast(? as text) is null or listener = ?"
            + " order by taken_at desc, report_id limit ?",
        (rs, i) ->
            new Taken(
                rs.getString("listener"),
                rs.getString("report_id"),
                rs.getString("kind"),
                rs.getDate("day") == null ? null : rs.getDate("day").toLocalDate(),
                rs.getLong("events"),
                rs.getTimestamp("taken_at").toInstant()),
        listener,
        listener,
        limit);
  }

  private Optional<LocalDate> last(String listener) {
    return Optional.ofNullable(
            jdbc.queryForObject(
                "select max(day) from report_taken where listener = ? and kind = 'COUNT'",
                Date.class,
                listener))
        .map(Date::toLocalDate);
  }

  private boolean whole(String listener, LocalDate day) {
    var end = Timestamp.from(day.plusDays(1).atStartOfDay(CanonicalJson.ZONE).toInstant());
    return jdbc.queryForList(BEHIND, Integer.class, listener, end).isEmpty();
  }

  private void note(
      String listener, String reportId, String kind, LocalDate day, long events, Instant now) {
    var on = day == null ? null : Date.valueOf(day);
    jdbc.update(TAKEN, listener, reportId, kind, on, events, Timestamp.from(now));
  }
}
