package io.bancheng.console;

import io.bancheng.config.ChannelConfig;
import io.bancheng.ledger.ChannelLines;
import io.bancheng.ledger.LineMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** How a channel does, as the API shows it. */
final class ChannelJson {
  private static final String PUBLIC_FORM = "web";
  private static final String COUNTER_FORM = "desk";

  private ChannelJson() {}

  static Map<String, Object> health(ChannelConfig channel, ChannelLines.Standing line) {
    var json = new LinkedHashMap<String, Object>();
    json.put("channel", channel.code());
    json.put("kind", channel.channel());
    json.put("region", channel.region());
    json.put("entrances", entrances(channel));
    json.put("mode", line.mode());
    json.put("paused", line.mode() != LineMode.RUNNING);
    json.put("reason", line.reason());
    json.put("modeBy", line.modeBy());
    json.put("modeAt", line.modeAt());
    json.put("lastAcceptedAt", line.acceptedAt());
    json.put("acceptedLastHour", line.lastHour());
    json.put("refusedLastHour", line.refusedLastHour());
    json.put("parked", line.parked());
    json.put("waiting", line.waiting());
    json.values().removeIf(Objects::isNull);
    return json;
  }

  /** The ways in, in the words of {@code config/channels}, and the hub's own forms. */
  private static List<String> entrances(ChannelConfig channel) {
    var in = channel.in();
    return Stream.of(
            entrance("http", in.http() || in.path() != null),
            entrance("form", channel.code().equals(PUBLIC_FORM)),
            entrance("console", channel.code().equals(COUNTER_FORM)),
            entrance("queue", in.queue()),
            entrance("mail", in.mail().isPresent()),
            entrance("folder", in.folder().isPresent()),
            entrance("sftp", in.sftp().isPresent()))
        .flatMap(Optional::stream)
        .toList();
  }

  static long seconds(Optional<Instant> since, Instant now) {
    return since.map(at -> Math.max(0, Duration.between(at, now).toSeconds())).orElse(0L);
  }

  private static Optional<String> entrance(String name, boolean there) {
    return there ? Optional.of(name) : Optional.empty();
  }
}
