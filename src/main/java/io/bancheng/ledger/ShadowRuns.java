package io.bancheng.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which rules run beside those in force, and until when; one at a time. */
public final class ShadowRuns {
  private final JdbcTemplate jdbc;

  /**
   * Rules that are looked at and decide nothing.
   *
   * @param version the kept version of the operators' files
   * @param ended whether its time is over or somebody stopped it
   */
  public record Run(
      long id, String version, Instant startedAt, Instant endsAt, String by, boolean ended) {}

  public ShadowRuns(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Begins a run.
   *
   * @return false if there is one already
   */
  public boolean start(String version, Instant now, Instant end, String by) {
    try {
      return jdbc.update(
              "insert into shadow_run (version, started_at, ends_at, by) values (?, ?, ?, ?)",
              version,
              Timestamp.from(now),
              Timestamp.from(end),
              by)
          == 1;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  /** The latest run, over or not. */
  public Optional<Run> latest() {
    return jdbc
        .query(
            "select id, version, started_at, ends_at, by, ended from shadow_run"
                + " order by id desc limit 1",
            (rs, i) ->
                new Run(
                    rs.getLong("id"),
                    rs.getString("version"),
                    rs.getTimestamp("started_at").toInstant(),
                    rs.getTimestamp("ends_at").toInstant(),
                    rs.getString("by"),
                    rs.getBoolean("ended")))
        .stream()
        .findFirst();
  }

  /**
   * Ends the run that is under way, at that time if it would last longer.
   *
   * @return false if there is none, or another node ended it
   */
  public boolean end(long id, Instant now) {
    return jdbc.update(
            "update shadow_run set ended = true, ends_at = least(ends_at, ?)"
                + " where id = ? and not ended",
            Timestamp.from(now),
            id)
        == 1;
  }
}
