package io.bancheng.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the hub asks a department's system for what is new: {@code since} in its file.
 *
 * @param parameter takes the mark of what was read last
 * @param form how that mark is written
 * @param zone of times that are written without one; the mapping's if none
 * @param overlap how much of what was read is asked for again: it may have come late
 */
public record PollSince(String parameter, Form form, Optional<ZoneId> zone, Duration overlap) {
  private static final Duration USUAL = Duration.ofMinutes(10);

  /** How a mark is written. */
  public enum Form {
    /** {@code 2026-10-13T09:00:00+08:00} */
    ISO,
    /** {@code 2026-10-13 09:00:00} */
    LOCAL,
    /** {@code 2026-10-13} */
    DATE,
    /** Since 1970. */
    SECONDS,
    /** Since 1970. */
    MILLIS,
    /** What the page said, as it said it; no time. */
    TOKEN;

    private static final DateTimeFormatter LOCALLY =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** The latest moment that can be written and is not after that one. */
    Instant floor(Instant at, ZoneId zone) {
      return switch (this) {
        case DATE -> at.atZone(zone).truncatedTo(ChronoUnit.DAYS).toInstant();
        case ISO, LOCAL, SECONDS -> at.truncatedTo(ChronoUnit.SECONDS);
        case MILLIS, TOKEN -> at.truncatedTo(ChronoUnit.MILLIS);
      };
    }

    /** The moment as it is asked for. */
    String write(Instant at, ZoneId zone) {
      var local = at.atZone(zone);
      return switch (this) {
        case ISO ->
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                local.truncatedTo(ChronoUnit.SECONDS).toOffsetDateTime());
        case LOCAL -> LOCALLY.format(local);
        case DATE -> DateTimeFormatter.ISO_LOCAL_DATE.format(local);
        case SECONDS -> String.valueOf(at.getEpochSecond());
        case MILLIS, TOKEN -> String.valueOf(at.toEpochMilli());
      };
    }
  }

  /** The time as it is asked for; what is written without a zone is meant in that one. */
  public String asked(Instant at, ZoneId usual) {
    return form.write(at, zone.orElse(usual));
  }

  /** The latest moment that can be asked for and is not after that one. */
  public Instant floor(Instant at, ZoneId usual) {
    return form.floor(at, zone.orElse(usual));
  }

  /** Whether the mark is a time and no token. */
  public boolean timed() {
    return form != Form.TOKEN;
  }

  static Optional<PollSince> read(YamlTree at) {
    var parameter = at.find("since").map(RestPolling::parameter);
    var form = at.find("as").map(a -> a.word(words())).orElse("iso");
    var since =
        new PollSince(
            parameter.orElse(""),
            Form.valueOf(form.toUpperCase(Locale.ROOT)),
            at.find("zone").flatMap(PollSince::zone),
            RestPolling.duration(at, "overlap", USUAL, Duration.ZERO));
    for (String key : List.of("as", "zone", "overlap")) {
      if (parameter.isEmpty()) {
        at.find(key).ifPresent(k -> k.problem(key + " belongs to since.", "Add \"since:\"."));
      }
    }
    if (!since.timed()) {
      for (String key : List.of("zone", "overlap")) {
        at.find(key).ifPresent(k -> k.problem("a token has no " + key + ".", "Delete it."));
      }
    }
    return parameter.map(p -> since);
  }

  private static List<String> words() {
    return List.of("iso", "local", "date", "seconds", "millis", "token");
  }

  private static Optional<ZoneId> zone(YamlTree at) {
    try {
      return Optional.of(ZoneId.of(at.text()));
    } catch (DateTimeException e) {
      at.problem(
          "\"%s\" is no time zone.".formatted(at.text()),
          "Write one such as Asia/Shanghai or UTC.");
      return Optional.empty();
    }
  }
}
