package io.bancheng.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** The processes that serve this ledger (节点), by the ledger's own time. */
public final class Nodes {
  /** Who has not been seen for that long is away. */
  public static final Duration AWAY = Duration.ofSeconds(30);

  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private final JdbcTemplate jdbc;

  /**
   * A node.
   *
   * @param name what operations call it; a restarted node has the name of the one before
   * @param software the version of the program
   * @param configVersion the version of the operators' files that it decides by
   * @param away whether it has not been seen for {@link #AWAY}
   */
  public record Node(
      UUID id,
      String name,
      String software,
      String configVersion,
      Instant startedAt,
      Instant seenAt,
      boolean away) {}

  public Nodes(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** A node says that it is there. */
  public void beat(UUID id, String name, String software, String configVersion) {
    jdbc.update(
        """
        insert into hub_node (id, name, software, config_version) values (?, ?, ?, ?)
        on conflict (id) do update
          set seen_at = clock_timestamp(), config_version = excluded.config_version
        """,
        id,
        name,
        software,
        configVersion);
    jdbc.update(
        "delete from hub_node where seen_at < clock_timestamp() - make_interval(secs => ?)",
        FORGOTTEN.toSeconds());
  }

  /** A node ends in order. */
  public void leave(UUID id) {
    jdbc.update("delete from hub_node where id = ?", id);
  }

  /** All of the last day that did not end in order, those that are there first. */
  public List<Node> list() {
    return jdbc.query(
        """
        select id, name, software, config_version, started_at, seen_at,
          seen_at < clock_timestamp() - make_interval(secs => ?) away
        from hub_node order by away, name, started_at desc
        """,
        (rs, i) ->
            new Node(
                rs.getObject("id", UUID.class),
                rs.getString("name"),
                rs.getString("software"),
                rs.getString("config_version"),
                rs.getTimestamp("started_at").toInstant(),
                rs.getTimestamp("seen_at").toInstant(),
                rs.getBoolean("away")),
        AWAY.toSeconds());
  }

  /** Whether the ledger's cases were made with the secret of that digest; the first one holds. */
  public boolean knows(String fingerprint) {
    jdbc.update(
        "insert into hub_secret (fingerprint) values (?) on conflict (one) do nothing",
        fingerprint);
    return fingerprint.equals(
        jdbc.queryForObject("select fingerprint from hub_secret", String.class));
  }
}
