package io.bancheng.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a person must look at beside single cases (告警): raised once, open until somebody owns it.
 */
public final class Alerts {
  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

  private final JdbcTemplate jdbc;

  /**
   * An alert.
   *
   * @param kind e.g. {@code MASS_TEXT}
   * @param subject what it is about, e.g. a case number
   * @param count how many times or how much, as last seen
   * @param owner who acknowledged it, null while nobody has
   */
  public record Alert(
      long id,
      String kind,
      String subject,
      int count,
      Instant raisedAt,
      Instant changedAt,
      String owner) {}

  public Alerts(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Raises an alert, or notes the new count on the one of that kind and subject.
   *
   * @return false if there was one already
   */
  public boolean raise(String kind, String subject, int count, Instant now) {
    var at = Timestamp.from(now);
    boolean raised =
        Boolean.TRUE.equals(
            jdbc.queryForObject(
                """
                insert into alert (kind, subject, count, raised_at, changed_at)
                values (?, ?, ?, ?, ?)
                on conflict (kind, subject) do update
                  set count = greatest(alert.count, excluded.count), changed_at = excluded.changed_at
                returning xmax = 0
                """,
                Boolean.class,
                kind,
                subject,
                count,
                at,
                at));
    if (raised) {
      LOG.warn("alert {} about {}: {}. Look at GET /api/v1/alerts.", kind, subject, count);
    }
    return raised;
  }

  /** Raises an alert that says everything by its subject; a second time nothing happens. */
  public void once(String kind, String subject, Instant now) {
    boolean known =
        !jdbc.queryForList(
                "select 1 from alert where kind = ? and subject = ?", Integer.class, kind, subject)
            .isEmpty();
    if (!known) {
      raise(kind, subject, 1, now);
    }
  }

  /** The same for one that has its owner from the start; nobody else is to take it. */
  public void onceFor(String owner, String kind, String subject, Instant now) {
    once(kind, subject, now);
    jdbc.update(
        "update alert set owner = ? where kind = ? and subject = ? and owner is null",
        owner,
        kind,
        subject);
  }

  /** The alerts, the latest first; only those without an owner if {@code open}. */
  public List<Alert> list(boolean open, int limit) {
    return jdbc.query(
        "select id, kind, subject, count, raised_at, changed_at, owner from alert"
            + " where owner is null or not ? order by raised_at desc, id desc limit ?",
        (rs, i) ->
            new Alert(
                rs.getLong("id"),
                rs.getString("kind"),
                rs.getString("subject"),
                rs.getInt("count"),
                rs.getTimestamp("raised_at").toInstant(),
                rs.getTimestamp("changed_at").toInstant(),
                rs.getString("owner")),
        open,
        limit);
  }

  /** Gives an alert an owner; false if there is no such alert, or it has one. */
  public boolean own(long id, String owner) {
    return jdbc.update("update alert set owner = ? where id = ? and owner is null", owner, id) == 1;
  }
}
