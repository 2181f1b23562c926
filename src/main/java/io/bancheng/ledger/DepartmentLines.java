package io.bancheng.ledger;

import io.bancheng.canonical.DeliveryOutcome;
import io.bancheng.canonical.DepartmentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How the line to each department's system stands that the hub itself brings letters to: paused by
 * operations, held because it asked for it, or cut by its circuit breaker.
 */
public final class DepartmentLines {
  private static final Logger LOG = LoggerFactory.getLogger(DepartmentLines.class);
  private static final String BREAKER_OPEN = "DEPARTMENT_UNREACHABLE";
  private static final String RETURNED = "DEPARTMENT_LETTER_RETURNED";

  /** Asked often, for every department: each part has an index that holds only what is open. */
  static final String STANDING =
      """
      select l.*, q.undelivered, q.oldest, (select count(*) from inbound i
          where i.state = 'Q' and i.door in ('refused.' || ?, 'doubtful.' || ?)) parked,
        u.unanswered, u.oldest_unanswered
      from department_line l cross join lateral (
        select count(*) undelivered, min(w.created_at) oldest from (
          select o.created_at from outbox o where o.address = ? and o.state = 'P'
          union all
          select o.created_at from delivery d join outbox o on o.msg_id = d.msg_id
          where d.department = l.department and d.finished_at is null and o.state = 'S') w) q
      cross join lateral (
        select count(*) unanswered, min(o.sent_at) oldest_unanswered from outbox o
        where o.type = 'ASSIGNMENT_DISPATCHED' and o.state = 'S' and o.acked_at is null
          and o.address = ?) u
      where l.department = ?
      """;

  private final JdbcTemplate jdbc;
  private final Alerts alerts;
  private volatile Set<DepartmentId> heldBack;

  /**
   * A line as it stands.
   *
   * @param drainTo the last letter that is brought while it drains
   */
  record Line(LineMode mode, Long drainTo, Instant heldUntil, Breaker breaker) {
    boolean lets(Instant now) {
      boolean held = heldUntil != null && now.isBefore(heldUntil);
      return mode != LineMode.PAUSED && !held && breaker.lets(now);
    }

    long upTo() {
      return mode == LineMode.DRAINING && drainTo != null ? drainTo : Long.MAX_VALUE;
    }
  }

  /**
   * What people look at.
   *
   * @param undelivered letters that its system does not have yet, and nobody has given up
   * @param oldestUndelivered since when the oldest of them is owed, null if there are none
   * @param parked letters about which a person is to decide
   * @param unanswered assignments that it has and has said nothing about yet
   * @param oldestUnanswered since when the oldest of them is there, null if there are none
   */
  public record Standing(
      LineMode mode,
      String reason,
      String modeBy,
      Instant modeAt,
      String breaker,
      Instant probeAt,
      Instant heldUntil,
      Instant lastSuccessAt,
      Instant lastFailureAt,
      String lastFailure,
      long undelivered,
      Instant oldestUndelivered,
      long parked,
      long unanswered,
      Instant oldestUnanswered) {
    /** Seconds since the oldest letter is owed, 0 if none is. */
    public long lagSeconds(Instant now) {
      return oldestUndelivered == null
          ? 0
          : Math.max(0, Duration.between(oldestUndelivered, now).toSeconds());
    }
  }

  public DepartmentLines(JdbcTemplate jdbc, Alerts alerts) {
    this.jdbc = jdbc;
    this.alerts = alerts;
  }

  /** Nothing more is brought to that department until somebody resumes it. */
  public void pause(DepartmentId department, String by, String reason, Instant now) {
    turn(department, LineMode.PAUSED, null, by, reason, now);
  }

  /** What is owed to that department now is still brought; what comes later waits. */
  public void drain(DepartmentId department, String by, String reason, Instant now) {
    var last = jdbc.queryForObject("select coalesce(max(id), 0) from outbox", Long.class);
    turn(department, LineMode.DRAINING, last, by, reason, now);
  }

  public void resume(DepartmentId department, String by, String reason, Instant now) {
    turn(department, LineMode.RUNNING, null, by, reason, now);
  }

  /** The departments whose letters stay in the outbox, as last looked up. */
  public Set<DepartmentId> heldBack() {
    if (heldBack == null) {
      look();
    }
    return heldBack;
  }

  /** Learns what operations have said on other nodes. */
  public void look() {
    heldBack =
        jdbc
            .queryForList(
                """
                select department from department_line l where mode = 'PAUSED'
                  or mode = 'DRAINING' and not exists (select 1 from outbox o
                    where o.state = 'P' and o.id <= l.drain_to and o.address =
                      'department.' || replace(l.department, ':', '.') || '.cases')
                """,
                String.class)
            .stream()
            .map(DepartmentId::parse)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The departments that have been held back since before that time. */
  public List<Held> heldSince(Instant before) {
    return jdbc.query(
        "select department, mode_by, mode_at from department_line"
            + " where mode <> 'RUNNING' and mode_at < ? order by department",
        (rs, i) ->
            new Held(rs.getString("department"), rs.getString("mode_by"), instant(rs, "mode_at")),
        Timestamp.from(before));
  }

  /** How a department's line stands, whoever reads its queue. */
  public Standing standing(DepartmentId department) {
    open(department);
    return jdbc.queryForObject(
        STANDING,
        (rs, i) -> standing(rs),
        "department." + department.dotted(),
        "department." + department.dotted(),
        "department." + department.dotted() + ".cases",
        "department." + department.dotted() + ".cases",
        department.toString());
  }

  /** Makes sure that the department has a line. */
  void open(DepartmentId department) {
    jdbc.update(
        "insert into department_line (department) values (?) on conflict do nothing",
        department.toString());
  }

  /** The line, locked until the transaction ends. */
  Optional<Line> lock(DepartmentId department) {
    return jdbc
        .query(
            "select * from department_line where department = ? for update",
            (rs, i) -> line(rs),
            department.toString())
        .stream()
        .findFirst();
  }

  /** An attempt begins, and takes until then at most. */
  void trying(DepartmentId department, Line line, Instant until) {
    if (line.breaker().state() != Breaker.State.CLOSED) {
      put(department, line.breaker().trying(until), null);
    }
  }

  /**
   * An attempt ended.
   *
   * @return whether the line is open again after it was cut
   */
  boolean ended(DepartmentId department, DeliveryOutcome outcome, Instant now) {
    var before = lock(department).orElseThrow().breaker();
    var after = before.after(outcome.health(), now, ThreadLocalRandom.current().nextDouble());
    put(department, after, before.state() == after.state() ? null : now);
    seen(department, outcome, now);
    boolean mended =
        before.state() != Breaker.State.CLOSED && after.state() == Breaker.State.CLOSED;
    if (mended) {
      LOG.info("department {} takes its letters again", department);
      alerts.over(BREAKER_OPEN, department + " since ", now);
    } else if (before.state() == Breaker.State.CLOSED && after.state() == Breaker.State.OPEN) {
      alerts.raise(BREAKER_OPEN, department + " since " + now, 1, now);
    }
    return mended;
  }

  /** A letter that its system took came back. */
  void returned(DepartmentId department, Instant now) {
    alerts.raise(RETURNED, department + " since " + now, 1, now);
  }

  private void seen(DepartmentId department, DeliveryOutcome outcome, Instant now) {
    var at = Timestamp.from(now);
    switch (outcome.health()) {
      case WELL ->
          jdbc.update(
              "update department_line set last_success_at = ?, held_until = null"
                  + " where department = ?",
              at,
              department.toString());
      case ILL -> failed(department, outcome, at, null);
      case BUSY -> failed(department, outcome, at, Timestamp.from(now.plus(outcome.pause())));
    }
  }

  private void failed(
      DepartmentId department, DeliveryOutcome outcome, Timestamp at, Timestamp heldUntil) {
    jdbc.update(
        "update department_line set last_failure_at = ?, last_failure = ?,"
            + " held_until = coalesce(?, held_until) where department = ?",
        at,
        outcome.evidence().status() == null
            ? outcome.state().toString()
            : outcome.state() + " " + outcome.evidence().status(),
        heldUntil,
        department.toString());
  }

  private void put(DepartmentId department, Breaker breaker, Instant changedAt) {
    jdbc.update(
        "update department_line set breaker = ?, recent = ?, openings = ?, probe_at = ?,"
            + " breaker_at = coalesce(?, breaker_at) where department = ?",
        breaker.state().name(),
        breaker.recent(),
        breaker.openings(),
        timestamp(breaker.probeAt()),
        timestamp(changedAt),
        department.toString());
  }

  private void turn(
      DepartmentId department, LineMode mode, Long drainTo, String by, String reason, Instant now) {
    open(department);
    jdbc.update(
        "update department_line set mode = ?, drain_to = ?, mode_by = ?, mode_reason = ?,"
            + " mode_at = ? where department = ?",
        mode.name(),
        drainTo,
        by,
        reason,
        Timestamp.from(now),
        department.toString());
    look();
    LOG.info("department {} {} by {}", department, mode, by);
  }

  private static Line line(ResultSet rs) throws SQLException {
    return new Line(
        LineMode.valueOf(rs.getString("mode")),
        rs.getObject("drain_to", Long.class),
        instant(rs, "held_until"),
        new Breaker(
            Breaker.State.valueOf(rs.getString("breaker")),
            rs.getString("recent"),
            rs.getInt("openings"),
            instant(rs, "probe_at")));
  }

  private static Standing standing(ResultSet rs) throws SQLException {
    return new Standing(
        LineMode.valueOf(rs.getString("mode")),
        rs.getString("mode_reason"),
        rs.getString("mode_by"),
        instant(rs, "mode_at"),
        rs.getString("breaker"),
        instant(rs, "probe_at"),
        instant(rs, "held_until"),
        instant(rs, "last_success_at"),
        instant(rs, "last_failure_at"),
        rs.getString("last_failure"),
        rs.getLong("undelivered"),
        instant(rs, "oldest"),
        rs.getLong("parked"),
        rs.getLong("unanswered"),
        instant(rs, "oldest_unanswered"));
  }

  private static Instant instant(ResultSet rs, String column) throws SQLException {
    var at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  private static Timestamp timestamp(Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
