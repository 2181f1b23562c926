package io.bancheng.ledger;

import io.bancheng.canonical.ClockKind;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds the limits that have passed unnoticed. Whoever acts on one looks again under the case lock.
 */
public final class DueClocks {
  private final JdbcTemplate jdbc;

  /** One limit that has passed. */
  public record Passed(String caseNo, ClockKind kind, String subject, int round) {
    /** What an alert about it is called. */
    public String name() {
      return caseNo + "/" + round;
    }
  }

  public DueClocks(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Locks the limit's case until the transaction ends; false if somebody else has it now, or while
   * limits are paused. Whoever acts on the limit holds its case, so two nodes never act on it both.
   */
  public boolean claim(Passed passed) {
    return !jdbc.queryForList(
            "select 1 from case_record where case_no = ?"
                + " and not exists (select 1 from time_pause where released_at is null)"
                + " for update skip locked",
            Integer.class,
            passed.caseNo())
        .isEmpty();
  }

  /** The limits to look at before {@code now}, the oldest first. */
  public List<Passed> passed(Instant now, int limit) {
    return find(
        """
        select case_no, kind, subject, round from clock
        where watch_at < ? and kind <> 'ARCHIVE'
        order by watch_at limit ?
        """,
        now,
        limit);
  }

  /** The cases that nothing more is expected to happen to, since before {@code now}. */
  public List<Passed> toArchive(Instant now, int limit) {
    return find(
        """
        select case_no, kind, subject, round from clock
        where watch_at < ? and kind = 'ARCHIVE'
        order by watch_at limit ?
        """,
        now,
        limit);
  }

  /**
   * The feedbacks that are due within that time, or late, and about which nobody was warned; late
   * ones are among them only after the hub stood still, or when a mail came back.
   */
  public List<Passed> feedbackAtRisk(Instant now, Duration within, int limit) {
    return find(
        """
        select case_no, kind, subject, round from clock c
        where stopped_at is null and due_at < ? and kind = 'FEEDBACK'
          and not exists (select 1 from alert a
            where a.kind = 'FEEDBACK_AT_RISK' and a.subject = c.case_no || '/' || c.round)
        order by due_at limit ?
        """,
        now.plus(within),
        limit);
  }

  /**
   * After when there is next something to look at; empty if no limit runs.
   *
   * @param within as for {@link #feedbackAtRisk}
   */
  public Optional<Instant> next(Duration within) {
    return Optional.ofNullable(
            jdbc.queryForObject(
                """
                select least((select min(watch_at) from clock),
                  (select min(due_at) - make_interval(secs => ?) from clock c
                   where stopped_at is null and kind = 'FEEDBACK'
                     and not exists (select 1 from alert a
                       where a.kind = 'FEEDBACK_AT_RISK'
                         and a.subject = c.case_no || '/' || c.round)))
                """,
                Timestamp.class,
                within.toSeconds()))
        .map(Timestamp::toInstant);
  }

  private List<Passed> find(String sql, Instant at, int limit) {
    return jdbc.query(
        sql,
        (rs, i) ->
            new Passed(
                rs.getString("case_no"),
                ClockKind.valueOf(rs.getString("kind")),
                rs.getString("subject"),
                rs.getInt("round")),
        Timestamp.from(at),
        limit);
  }
}
