package io.bancheng.ledger;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Watches the time by which limits pass (时限守护). Limits are held against the ledger's time, so nodes
 * never disagree. If that time jumps, no node acts on a limit until a person releases it: one bad
 * step of a clock would else warn and supervise hundreds at once. A node whose own clock differs
 * from the ledger's by more than half a minute leaves the limits to the others.
 */
public final class TimeGuard {
  /** What an alert about a jump is called. */
  public static final String ALERT = "TIME_JUMPED";

  private static final Logger LOG = LoggerFactory.getLogger(TimeGuard.class);
  private static final Duration FORWARD = Duration.ofSeconds(60);
  private static final Duration BACK = Duration.ofSeconds(-5);
  private static final Duration WARN = Duration.ofSeconds(2);

  private static final Duration APART = Duration.ofSeconds(30);

  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(10);

  private final JdbcTemplate jdbc;
  private final Alerts alerts;
  private final Dials dials;
  private Reading last;
  private Instant checked = Instant.MIN;
  private Duration skew = Duration.ZERO;

  /**
   * What the guard reads the time from.
   *
   * @param ledger the database's time
   * @param node this node's time
   * @param ticker nanoseconds that no setting of a clock moves
   */
  public record Dials(Supplier<Instant> ledger, Clock node, LongSupplier ticker) {
    /** The database's own clock, this node's, and the processor's. */
    public static Dials of(JdbcTemplate jdbc, Clock node) {
      return new Dials(
          () ->
              jdbc.queryForObject("select clock_timestamp()", (rs, i) -> rs.getTimestamp(1))
                  .toInstant(),
          node,
          System::nanoTime);
    }
  }

  /**
   * A stretch in which no limit is acted on.
   *
   * @param reason {@code FORWARD} or {@code BACK}: where the ledger's time jumped to
   * @param seconds how far
   */
  public record Pause(long id, Instant pausedAt, String reason, long seconds) {}

  private record Reading(Instant ledger, long ticks) {}

  public TimeGuard(JdbcTemplate jdbc, Alerts alerts, Dials dials) {
    this.jdbc = jdbc;
    this.alerts = alerts;
    this.dials = dials;
  }

  /**
   * The time by which limits are held to have passed; none while nobody, or not this node, may act
   * on them.
   */
  public synchronized List<Instant> firing() {
    var before = last;
    var now = new Reading(dials.ledger().get(), dials.ticker().getAsLong());
    last = now;
    if (before != null) {
      jumped(before, now).ifPresent(by -> pause(now.ledger(), by));
    }
    compare(now.ledger());
    return inTime() && paused().isEmpty() ? List.of(now.ledger()) : List.of();
  }

  /** The ledger's time, which no node's clock moves. Leases are held against it. */
  public Instant now() {
    return dials.ledger().get();
  }

  /** The pause that is in force, if there is one. */
  public Optional<Pause> paused() {
    return jdbc
        .query(
            "select id, paused_at, reason, seconds from time_pause where released_at is null",
            (rs, i) ->
                new Pause(
                    rs.getLong("id"),
                    rs.getTimestamp("paused_at").toInstant(),
                    rs.getString("reason"),
                    rs.getLong("seconds")))
        .stream()
        .findFirst();
  }

  /** Whether this node's clock is near enough to the ledger's to hold anything against it. */
  public synchronized boolean inTime() {
    return skew.abs().compareTo(APART) <= 0;
  }

  /** How far this node's clock was ahead of the ledger's when they were last compared. */
  public synchronized Duration skew() {
    return skew;
  }

  /** Lets limits be acted on again, by all nodes; false if nothing was paused. */
  public boolean release(String by) {
    boolean released =
        jdbc.update(
                "update time_pause set released_at = ?, released_by = ? where released_at is null",
                Timestamp.from(dials.ledger().get()),
                by)
            == 1;
    if (released) {
      LOG.warn("limits are acted on again, released by {}", by);
    }
    return released;
  }

  /** By how much the ledger's time moved that no time had passed for. */
  private static Optional<Duration> jumped(Reading before, Reading now) {
    var by =
        Duration.between(before.ledger(), now.ledger()).minusNanos(now.ticks() - before.ticks());
    return by.compareTo(FORWARD) > 0 || by.compareTo(BACK) < 0 ? Optional.of(by) : Optional.empty();
  }

  /** The first node that sees it pauses all; the others see the same jump and find it paused. */
  private void pause(Instant now, Duration by) {
    String where = by.isNegative() ? "BACK" : "FORWARD";
    var ids =
        jdbc.queryForList(
            "insert into time_pause (paused_at, reason, seconds) values (?, ?, ?)"
                + " on conflict do nothing returning id",
            Long.class,
            Timestamp.from(now),
            where,
            by.abs().toSeconds());
    for (long id : ids) {
      alerts.raise(ALERT, String.valueOf(id), (int) Math.min(by.abs().toSeconds(), 1 << 30), now);
      LOG.error(
          "The ledger's time jumped {} by {}: no limit is acted on. Set the clock of the database"
              + " right, then POST /api/v1/clocks/guard/release.",
          where.toLowerCase(java.util.Locale.ROOT),
          by.abs());
    }
  }

  private void compare(Instant ledger) {
    if (Duration.between(checked, ledger).abs().compareTo(BETWEEN_CHECKS) < 0) {
      return;
    }
    checked = ledger;
    skew = Duration.between(ledger, dials.node().instant());
    if (skew.abs().compareTo(APART) > 0) {
      LOG.error(
          "This node's clock is {} from the ledger's: it acts on no limit. Set its clock right.",
          skew);
    } else if (skew.abs().compareTo(WARN) > 0) {
      LOG.warn("This node's clock is {} from the ledger's. Look after its NTP.", skew);
    }
  }
}
