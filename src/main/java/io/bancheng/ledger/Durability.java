package io.bancheng.ledger;

import org.springframework.jdbc.core.JdbcTemplate;

/** Whether the database keeps what it has confirmed, also when its machine stops in the middle. */
public final class Durability {
  private static final String WEAK =
      """
      select name || '=' || setting from pg_settings
      where name in ('fsync', 'full_page_writes') and setting <> 'on'
        or name = 'synchronous_commit' and setting not in ('on', 'remote_write', 'remote_apply')
      order by 1
      """;

  private final JdbcTemplate jdbc;

  public Durability(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Nothing, if it does.
   *
   * @throws IllegalStateException if it does not, with the settings that are to be changed
   */
  public void check() {
    var weak = jdbc.queryForList(WEAK, String.class);
    if (!weak.isEmpty()) {
      throw new IllegalStateException(
          "The database may lose what it has confirmed: %s. Set fsync, full_page_writes and"
                  .formatted(String.join(", ", weak))
              + " synchronous_commit to on in its postgresql.conf, then start the hub again.");
    }
  }
}
