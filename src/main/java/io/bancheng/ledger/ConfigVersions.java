package io.bancheng.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which configuration was in force when; the last row is the one in force. */
public final class ConfigVersions {
  private final JdbcTemplate jdbc;

  public ConfigVersions(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Notes that a version is in force from now on; one that came back is noted again.
   *
   * @param by who or what put it into force
   */
  public void activated(String version, Instant now, String by) {
    jdbc.update(
        """
        insert into config_version (version, activated_at, activated_by) values (?, ?, ?)
        on conflict (version) do update
          set activated_at = excluded.activated_at, activated_by = excluded.activated_by
        """,
        version,
        Timestamp.from(now),
        by);
  }
}
