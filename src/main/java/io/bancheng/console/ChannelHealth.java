package io.bancheng.console;

import io.bancheng.canonical.SourceWatch;
import io.bancheng.canonical.SourceWatch.Waiting;
import io.bancheng.canonical.StaffAccount;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.ChannelConfig;
import io.bancheng.ledger.ChannelLines;
import io.bancheng.security.KeyException;
import io.bancheng.security.OutsideTls;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How the connected channels do (渠道接入), for the API and for people, each in their regions. */
@Component
class ChannelHealth {
  private final ActiveConfig configuration;
  private final ChannelLines lines;
  private final SourceWatch sources;
  private final Papers papers;

  /** What it looks up beside the ledger. */
  @Component
  record Papers(OutsideTls tls, Clock clock) {}

  ChannelHealth(
      ActiveConfig configuration, ChannelLines lines, SourceWatch sources, Papers papers) {
    this.configuration = configuration;
    this.lines = lines;
    this.sources = sources;
    this.papers = papers;
  }

  /** Every channel of the caller's regions, by code. */
  List<Map<String, Object>> all(StaffAccount account) {
    return of(
        configuration.current().channels().values().stream()
            .filter(channel -> account.covers(channel.region()))
            .toList());
  }

  /** One channel; empty if there is none of that code in the caller's regions. */
  Optional<Map<String, Object>> one(String code, StaffAccount account) {
    return Optional.ofNullable(configuration.current().channels().get(code))
        .filter(channel -> account.covers(channel.region()))
        .map(channel -> of(List.of(channel)).get(0));
  }

  private List<Map<String, Object>> of(Collection<ChannelConfig> channels) {
    var now = papers.clock().instant();
    var standings = lines.standings(channels.stream().map(ChannelConfig::code).toList(), now);
    var queues =
        sources.queues(
            channels.stream().filter(c -> c.in().queue()).map(ChannelHealth::system).toList());
    return channels.stream()
        .map(c -> json(c, standings.get(c.code()), queues.get(system(c)), now))
        .toList();
  }

  private Map<String, Object> json(
      ChannelConfig channel, ChannelLines.Standing line, Waiting queue, Instant now) {
    var folder = channel.in().folder().flatMap(f -> sources.folder(f.at()));
    var oldest =
        Stream.concat(
                Stream.of(line.oldestWaiting()),
                Stream.concat(Stream.ofNullable(queue), folder.stream()).map(Waiting::oldest))
            .filter(Objects::nonNull)
            .min(Instant::compareTo);
    var json = ChannelJson.health(channel, line);
    json.put("lagSeconds", ChannelJson.seconds(oldest, now));
    oldest.ifPresent(since -> json.put("oldestUnread", since));
    atSource(json, queue, folder);
    certificate(channel, json);
    return json;
  }

  private static void atSource(Map<String, Object> json, Waiting queue, Optional<Waiting> folder) {
    var unread = new LinkedHashMap<String, Object>();
    Optional.ofNullable(queue).ifPresent(waiting -> unread.put("queue", waiting.messages()));
    folder.ifPresent(waiting -> unread.put("folder", waiting.messages()));
    json.put("unread", unread);
  }

  /** A certificate that cannot be read hides no other channel. */
  private void certificate(ChannelConfig channel, Map<String, Object> json) {
    try {
      papers
          .tls()
          .expires(system(channel))
          .ifPresent(until -> json.put("certificateExpiresAt", until));
    } catch (KeyException e) {
      json.put("certificateProblem", e.id());
    }
  }

  private static String system(ChannelConfig channel) {
    return "channel." + channel.code();
  }
}
