package io.bancheng.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a person must look at beside single cases (告警): raised once, open until somebody owns it;
 * closed when its cause is over, by a person, or when nothing was heard of it for long.
 */
public final class Alerts {
  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

  /** After that an alert of which nothing more was heard closes by itself. */
  private static final Duration FORGOTTEN = Duration.ofDays(30);

  /**
   * What begins with a department or a region belongs there; what begins with a case, where the
   * case is.
   */
  private static final String RAISE =
      """
      insert into alert (kind, subject, count, raised_at, changed_at, region_code)
      values (?, ?, ?, ?, ?, coalesce(substring(? from '^(\\d{6})[:/]'),
        (select region_code from case_record where case_no = split_part(?, '/', 1))))
      on conflict (kind, subject) do update
        set count = greatest(alert.count, excluded.count), changed_at = excluded.changed_at,
          closed_at = case when excluded.count > alert.count then null else alert.closed_at end
      returning xmax = 0
      """;

  private static final String LIST =
      """
      select * from alert
      where (not ? or owner is null and closed_at is null
          and (snoozed_until is null or snoozed_until <= ?))
        and (cast(? as text[]) is null or coalesce(region_code, '') like any (?))
        and (cast(? as text[]) is null or subject like any (?))
      order by closed_at is not null, raised_at desc, id desc limit ?
      """;

  private final JdbcTemplate jdbc;

  /**
   * An alert.
   *
   * @param kind e.g. {@code MASS_TEXT}
   * @param subject what it is about, e.g. a case number
   * @param count how many times or how much, as last seen
   * @param region where it belongs, null for the whole province
   * @param owner who acknowledged it, null while nobody has
   * @param note what the owner said about it
   * @param snoozedUntil nobody needs to look before
   * @param closedAt when it was over, null while it is not
   */
  public record Alert(
      long id,
      String kind,
      String subject,
      int count,
      String region,
      Instant raisedAt,
      Instant changedAt,
      String owner,
      String note,
      Instant snoozedUntil,
      Instant closedAt) {}

  public Alerts(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Raises an alert, or notes the new count on the one of that kind and subject; one that is closed
   * opens again when there is more of it.
   *
   * @return false if there was one already
   */
  public boolean raise(String kind, String subject, int count, Instant now) {
    var at = Timestamp.from(now);
    boolean raised =
        Boolean.TRUE.equals(
            jdbc.queryForObject(
                RAISE, Boolean.class, kind, subject, count, at, at, subject, subject));
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

  /** The same for one that has its owner and region from the start. */
  public void onceFor(String owner, Optional<String> region, About about, Instant now) {
    once(about.kind(), about.subject(), now);
    jdbc.update(
        "update alert set owner = ?, owned_at = ?, region_code = coalesce(?, region_code)"
            + " where kind = ? and subject = ? and owner is null",
        owner,
        Timestamp.from(now),
        region.orElse(null),
        about.kind(),
        about.subject());
  }

  /** Which alert. */
  public record About(String kind, String subject) {}

  /** Closes the alerts of that kind whose subject begins so: what they are about is over. */
  public void over(String kind, String subject, Instant now) {
    jdbc.update(
        "update alert set closed_at = ? where kind = ? and starts_with(subject, ?)"
            + " and closed_at is null",
        Timestamp.from(now),
        kind,
        subject);
  }

  /** Closes all of that kind but those that are still true. */
  public void overBut(String kind, Collection<String> subjects, Instant now) {
    jdbc.update(
        "update alert set closed_at = ? where kind = ? and subject <> all (?) and closed_at is null",
        Timestamp.from(now),
        kind,
        subjects.toArray(String[]::new));
  }

  /** Closes what nothing was heard of for thirty days and that is not put off. */
  public void forget(Instant now) {
    jdbc.update(
        "update alert set closed_at = ? where closed_at is null and changed_at < ?"
            + " and (snoozed_until is null or snoozed_until < ?)",
        Timestamp.from(now),
        Timestamp.from(now.minus(FORGOTTEN)),
        Timestamp.from(now));
  }

  /**
   * The alerts of a scope, those that are not over first and the latest of them first.
   *
   * @param open only those that somebody must look at now: without an owner, not put off, not over
   */
  public List<Alert> list(boolean open, AlertScope scope, Instant now, int limit) {
    return jdbc.query(
        LIST,
        (rs, i) -> alert(rs),
        open,
        Timestamp.from(now),
        scope.regions(),
        scope.regions(),
        scope.subjects(),
        scope.subjects(),
        limit);
  }

  /** One alert of a scope. */
  public boolean has(long id, AlertScope scope) {
    return !jdbc.queryForList(
            "select 1 from alert where id = ?"
                + " and (cast(? as text[]) is null or coalesce(region_code, '') like any (?))"
                + " and (cast(? as text[]) is null or subject like any (?))",
            Integer.class,
            id,
            scope.regions(),
            scope.regions(),
            scope.subjects(),
            scope.subjects())
        .isEmpty();
  }

  /** Gives an alert an owner; false if there is no such alert, it has one, or it is over. */
  public boolean own(long id, String owner, String note, Instant now) {
    return jdbc.update(
            "update alert set owner = ?, note = coalesce(?, note), owned_at = ?"
                + " where id = ? and owner is null and closed_at is null",
            owner,
            note,
            Timestamp.from(now),
            id)
        == 1;
  }

  /** Puts an alert off until a time; whoever does so owns it then, if nobody did. */
  public boolean snooze(long id, String by, String note, Instant until, Instant now) {
    return jdbc.update(
            "update alert set snoozed_until = ?, owner = coalesce(owner, ?),"
                + " note = coalesce(?, note), owned_at = coalesce(owned_at, ?)"
                + " where id = ? and closed_at is null",
            Timestamp.from(until),
            by,
            note,
            Timestamp.from(now),
            id)
        == 1;
  }

  /** A person says that it is over; false if it is already, or there is none. */
  public boolean close(long id, String by, String note, Instant now) {
    return jdbc.update(
            "update alert set closed_at = ?, owner = coalesce(owner, ?), note = coalesce(?, note)"
                + " where id = ? and closed_at is null",
            Timestamp.from(now),
            by,
            note,
            id)
        == 1;
  }

  private static Alert alert(ResultSet rs) throws SQLException {
    return new Alert(
        rs.getLong("id"),
        rs.getString("kind"),
        rs.getString("subject"),
        rs.getInt("count"),
        rs.getString("region_code"),
        rs.getTimestamp("raised_at").toInstant(),
        rs.getTimestamp("changed_at").toInstant(),
        rs.getString("owner"),
        rs.getString("note"),
        instant(rs, "snoozed_until"),
        instant(rs, "closed_at"));
  }

  private static Instant instant(ResultSet rs, String column) throws SQLException {
    var at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
