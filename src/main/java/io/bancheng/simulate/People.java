package io.bancheng.simulate;

import io.bancheng.canonical.CaseKind;
import io.bancheng.canonical.Channel;
import io.bancheng.canonical.DataQualityFlag;
import io.bancheng.canonical.Submission;
import io.bancheng.config.ChannelConfig;
import io.bancheng.config.Region;
import io.bancheng.config.Tier;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who comes in a year, when, by which channel and with what. By the counter and in batches only in
 * office hours; by all others less on days off and hardly at night.
 */
final class People {
  private static final Set<Channel> OFFICE = Set.of(Channel.COUNTER, Channel.BATCH, Channel.VISIT);

  /** How many of a hundred come by a channel, by the order of {@link Channel}. */
  private static final int[] SHARES = {20, 52, 14, 4, 6, 2, 1, 1};

  private static final int[] BY_HOUR = {
    1, 1, 1, 1, 1, 1, 2, 5, 10, 14, 14, 11, 7, 8, 12, 13, 12, 10, 7, 6, 6, 5, 3, 2
  };

  private final Setting setting;
  private final Stage stage;
  private final OfficeTime time;
  private final Sayings sayings;
  private final List<ChannelConfig> channels;
  private final List<Region> counties;
  private final List<LocalDate> days;
  private final List<LocalDate> workingDays;

  People(Setting setting, Stage stage, OfficeTime time, LocalDate first) {
    this.setting = setting;
    this.stage = stage;
    this.time = time;
    this.sayings = new Sayings(stage.config());
    this.channels = List.copyOf(stage.config().channels().values());
    this.counties =
        stage.config().regions().all().stream().filter(r -> r.tier() == Tier.COUNTY).toList();
    this.days = first.datesUntil(first.plusDays(setting.days())).toList();
    this.workingDays = days.stream().filter(time::worked).toList();
    if (channels.isEmpty() || counties.isEmpty() || workingDays.isEmpty()) {
      throw new IllegalArgumentException(
          "Nobody can come: there is no channel, no county or no working day.");
    }
  }

  /** All of them, in the order in which they come. */
  List<Arrival> all() {
    var all = new ArrayList<Arrival>();
    for (int i = 0; i < setting.cases(); i++) {
      var chance = Chance.of(setting.seed(), "person " + i);
      all.add(
          i > 0 && chance.in(0.04) ? again(all.get(chance.below(i)), i, chance) : first(i, chance));
    }
    return all.stream().sorted(Comparator.comparing(Arrival::at)).toList();
  }

  private Arrival first(int i, Chance chance) {
    var channel = channel(chance);
    var at = comes(channel.channel(), chance);
    var county = counties.get((int) (counties.size() * StrictMath.pow(chance.share(), 1.5)));
    var saying = sayings.one(chance);
    boolean asks = chance.in(0.08);
    var flags =
        saying.tooShort() ? List.of(DataQualityFlag.CONTENT_TOO_SHORT) : List.<DataQualityFlag>of();
    var submission =
        new Submission(
            "1.0",
            envelope(channel, i, at),
            asks ? CaseKind.CONSULTATION : CaseKind.HANDLING,
            reporter(i, chance.in(0.02)),
            new Submission.Matter(null, null, null, null, null, null, null, null),
            demand(saying.text(), i, at, dueAt(channel, at, chance)),
            new Submission.Location(chance.in(0.03) ? null : county.code(), null, null),
            List.of(),
            new Submission.Relations(null, null),
            flags,
            Map.of());
    return new Arrival(i, at, channel.code(), submission);
  }

  /** The same person with the same matter, some days later. */
  private Arrival again(Arrival before, int i, Chance chance) {
    var at = before.at().plus(Duration.ofHours(20 + chance.below(200)));
    var channel = stage.config().channels().get(before.channelCode());
    var said = before.submission();
    var submission =
        new Submission(
            said.schemaVersion(),
            envelope(channel, i, at),
            said.caseKind(),
            said.reporter(),
            said.matter(),
            demand(said.demand().title(), i, at, null),
            said.location(),
            List.of(),
            new Submission.Relations(null, null),
            said.flags(),
            Map.of());
    return new Arrival(i, at, before.channelCode(), submission);
  }

  private ChannelConfig channel(Chance chance) {
    int[] weights = channels.stream().mapToInt(c -> SHARES[c.channel().ordinal()]).toArray();
    return channels.get(chance.weighed(weights));
  }

  private Instant comes(Channel channel, Chance chance) {
    if (OFFICE.contains(channel)) {
      var day = chance.of(workingDays);
      var open = time.rounds(day);
      return chance.of(open).plusSeconds(chance.below(25 * 60));
    }
    var day = chance.of(days);
    while (!time.worked(day) && chance.in(0.75)) {
      day = chance.of(days);
    }
    return time.midnight(day)
        .plus(Duration.ofHours(chance.weighed(BY_HOUR)))
        .plusSeconds(chance.below(3600));
  }

  /** Hotlines often say until when they want an answer. */
  private Instant dueAt(ChannelConfig channel, Instant at, Chance chance) {
    return channel.channel() == Channel.HOTLINE && chance.in(0.4)
        ? time.midnight(time.day(at).plusDays(5L + chance.below(10))).minusSeconds(1)
        : null;
  }

  private static Submission.Envelope envelope(ChannelConfig channel, int i, Instant at) {
    return new Submission.Envelope(
        null,
        channel.channel(),
        "simulated-" + channel.code(),
        "SIM-" + i,
        null,
        local(at),
        null,
        null,
        channel.mapping() + "@1");
  }

  private static Submission.Reporter reporter(int i, boolean confidential) {
    var phone = new Submission.Contact("MOBILE", "194%08d".formatted(i), null, null);
    return new Submission.Reporter(
        "INDIVIDUAL",
        "某" + i,
        null,
        null,
        null,
        null,
        null,
        List.of(phone),
        null,
        null,
        confidential,
        null);
  }

  private static Submission.Demand demand(String text, int i, Instant at, Instant dueAt) {
    return new Submission.Demand(
        "HELP",
        null,
        text,
        text + "（第" + i + "位）",
        null,
        "NORMAL",
        local(at),
        dueAt == null ? null : local(dueAt));
  }

  private static OffsetDateTime local(Instant at) {
    return at.atZone(io.bancheng.canonical.CanonicalJson.ZONE).toOffsetDateTime();
  }
}
