package io.bancheng.ledger;

import io.bancheng.canonical.ClockKind;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds the limits that have passed unnoticed. Whoever acts on one looks again under the case lock.
 */
public final class DueClocks {
  private final JdbcTemplate jdbc;

  /** One limit that has passed. */
  public record Passed(String caseNo, ClockKind kind, String subject, int round) {}

  public DueClocks(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The limits that ran out before {@code now}, the oldest first. */
  public List<Passed> passed(Instant now, int limit) {
    return jdbc.query(
        "select case_no, kind, subject, round from clock where watch_at < ?"
            + " order by watch_at limit ?",
        (rs, i) ->
            new Passed(
                rs.getString("case_no"),
                ClockKind.valueOf(rs.getString("kind")),
                rs.getString("subject"),
                rs.getInt("round")),
        Timestamp.from(now),
        limit);
  }
}
