package io.bancheng.ledger;

import io.bancheng.canonical.ChannelGate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How each channel does, and whether operations let it in: what they say stands in the ledger, so
 * that it holds on every node and over a restart. A paused channel's messages stay with its system.
 */
public final class ChannelLines implements ChannelGate {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelLines.class);
  private static final Duration HOUR = Duration.ofHours(1);

  /** Longer than every node needs to hear that a channel takes no more. */
  private static final Duration HEARD = Duration.ofSeconds(5);

  private static final String STANDINGS =
      """
      select c.channel, l.mode, l.reason, l.mode_by, l.mode_at, l.accepted_at, h.taken, h.refused,
        h.latest, p.parked, n.waiting, n.oldest
      from unnest(?) c (channel)
      left join channel_line l on l.channel = c.channel
      left join (
        select door, count(*) filter (where state <> 'Q') taken,
          count(*) filter (where state = 'Q') refused,
          max(received_at) filter (where state = 'D') latest
        from inbound where received_at > ? and received_at <= ? group by door) h on h.door = 'channel.' || c.channel
      left join (select door, count(*) parked from inbound where state = 'Q' group by door) p
        on p.door = 'channel.' || c.channel
      left join (select door, count(*) waiting, min(received_at) oldest from inbound
        where state = 'N' group by door) n on n.door = 'channel.' || c.channel
      order by c.channel
      """;

  private static final String TURN =
      """
      insert into channel_line (channel, mode, reason, mode_by, mode_at) values (?, ?, ?, ?, ?)
      on conflict (channel) do update set mode = excluded.mode, reason = excluded.reason,
        mode_by = excluded.mode_by, mode_at = excluded.mode_at
      """;

  private static final String NOTE =
      """
      insert into channel_line (channel, accepted_at)
      select substr(door, 9), max(received_at) from inbound
      where received_at > ? and state = 'D' and door like 'channel.%' group by door
      on conflict (channel) do update set accepted_at = excluded.accepted_at
        where channel_line.accepted_at is null
          or channel_line.accepted_at < excluded.accepted_at
      """;

  private final JdbcTemplate jdbc;
  private volatile Set<String> shut;

  /**
   * What people look at.
   *
   * @param lastHour messages that were taken in the last hour
   * @param refusedLastHour messages that were parked in the last hour
   * @param acceptedAt when it last took one, null if never
   * @param parked messages that wait for a person, however old
   * @param waiting messages that are kept and not read yet
   * @param oldestWaiting since when the oldest of them waits, null if there are none
   */
  public record Standing(
      LineMode mode,
      String reason,
      String modeBy,
      Instant modeAt,
      Instant acceptedAt,
      long lastHour,
      long refusedLastHour,
      long parked,
      long waiting,
      Instant oldestWaiting) {}

  public ChannelLines(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean open(String channel) {
    if (shut == null) {
      look();
    }
    return !shut.contains(channel);
  }

  /** Learns what operations have said on other nodes. */
  public void look() {
    shut =
        Set.copyOf(
            jdbc.queryForList(
                "select channel from channel_line where mode <> 'RUNNING'", String.class));
  }

  /** Nothing more is taken, and what is kept waits, until somebody resumes it. */
  public void pause(String channel, String by, String reason, Instant now) {
    turn(channel, LineMode.PAUSED, by, reason, now);
  }

  /** Nothing more is taken; what is kept is still read, then the channel is paused. */
  public void drain(String channel, String by, String reason, Instant now) {
    turn(channel, LineMode.DRAINING, by, reason, now);
  }

  public void resume(String channel, String by, String reason, Instant now) {
    turn(channel, LineMode.RUNNING, by, reason, now);
  }

  /** Channels that have nothing left to read are paused from now on. */
  public void drained(Instant now) {
    jdbc.queryForList(
            """
            update channel_line l set mode = 'PAUSED' where mode = 'DRAINING' and mode_at < ?
              and not exists (select 1 from inbound i
                where i.state = 'N' and i.door = 'channel.' || l.channel)
            returning channel
            """,
            String.class,
            Timestamp.from(now.minus(HEARD)))
        .forEach(channel -> LOG.info("channel {} has nothing left to read and is paused", channel));
  }

  /** Keeps in mind when each channel last took something; to be called within every hour. */
  public void note(Instant now) {
    jdbc.update(NOTE, Timestamp.from(now.minus(HOUR)));
  }

  /** How these channels do, in their order of name. */
  public Map<String, Standing> standings(Collection<String> channels, Instant now) {
    var standings = new LinkedHashMap<String, Standing>();
    jdbc.query(
        STANDINGS,
        rs -> {
          standings.put(rs.getString("channel"), standing(rs));
        },
        channels.toArray(String[]::new),
        Timestamp.from(now.minus(HOUR)),
        Timestamp.from(now));
    return standings;
  }

  /** The channels that have been held back since before that time. */
  public List<Held> heldSince(Instant before) {
    return jdbc.query(
        "select channel, mode_by, mode_at from channel_line"
            + " where mode <> 'RUNNING' and mode_at < ? order by channel",
        (rs, i) ->
            new Held(
                "channel." + rs.getString("channel"),
                rs.getString("mode_by"),
                instant(rs, "mode_at")),
        Timestamp.from(before));
  }

  private void turn(String channel, LineMode mode, String by, String reason, Instant now) {
    jdbc.update(TURN, channel, mode.name(), reason, by, Timestamp.from(now));
    look();
    LOG.info("channel {} {} by {}", channel, mode, by);
  }

  private static Standing standing(ResultSet rs) throws SQLException {
    String mode = rs.getString("mode");
    var latest = instant(rs, "latest");
    var accepted = instant(rs, "accepted_at");
    boolean later = latest != null && (accepted == null || latest.isAfter(accepted));
    return new Standing(
        mode == null ? LineMode.RUNNING : LineMode.valueOf(mode),
        rs.getString("reason"),
        rs.getString("mode_by"),
        instant(rs, "mode_at"),
        later ? latest : accepted,
        rs.getLong("taken"),
        rs.getLong("refused"),
        rs.getLong("parked"),
        rs.getLong("waiting"),
        instant(rs, "oldest"));
  }

  private static Instant instant(ResultSet rs, String column) throws SQLException {
    var at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
