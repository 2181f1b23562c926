package io.bancheng.mappings;

import io.bancheng.canonical.CanonicalJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Times as office systems write them, read as time with the offset of Asia/Shanghai. What names no
 * zone is meant in that zone.
 */
final class LocalTimes {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?"
              + "(?:[T ]?(\\d{1,2})[:时](\\d{1,2})分?(?::?(\\d{1,2})秒?)?(?:\\.(\\d{1,9}))?)?");
  private static final Pattern COMPACT =
      Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(?:(\\d\\d)(\\d\\d)(\\d\\d)?)?()");
  private static final Pattern EPOCH_MILLIS = Pattern.compile("\\d{13}");
  private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

  private LocalTimes() {}

  /** The time, if the text is one; a bare date is its first moment. */
  static Optional<OffsetDateTime> read(String text) {
    return read(text, CanonicalJson.ZONE);
  }

  /** The time, if the text is one; what names no zone is meant in that one. */
  static Optional<OffsetDateTime> read(String text, ZoneId zone) {
    return read(text, LocalTime.MIN, zone);
  }

  /** The due time, if the text is one; a bare date is due at its last second. */
  static Optional<OffsetDateTime> readDue(String text) {
    return read(text, LAST_SECOND, CanonicalJson.ZONE);
  }

  /** {@code 2026-10-09T10:08:01+08:00} */
  static String write(OffsetDateTime time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
  }

  private static Optional<OffsetDateTime> read(String text, LocalTime dateOnly, ZoneId zone) {
    String t = text.strip();
    try {
      if (EPOCH_MILLIS.matcher(t).matches()) {
        return Optional.of(Instant.ofEpochMilli(Long.parseLong(t)).atZone(CanonicalJson.ZONE))
            .map(ZonedDateTime::toOffsetDateTime);
      }
      var local = local(t, dateOnly);
      return Optional.of(
          local == null
              ? OffsetDateTime.parse(t)
                  .atZoneSameInstant(CanonicalJson.ZONE)
                  .toOffsetDateTime()
                  .truncatedTo(ChronoUnit.MILLIS)
              : local.atZone(zone).withZoneSameInstant(CanonicalJson.ZONE).toOffsetDateTime());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static LocalDateTime local(String text, LocalTime dateOnly) {
    var m = FORM.matcher(text);
    if (!m.matches()) {
      m = COMPACT.matcher(text);
    }
    if (!m.matches()) {
      return null;
    }
    var date = LocalDate.of(number(m.group(1)), number(m.group(2)), number(m.group(3)));
    if (m.group(4) == null) {
      return date.atTime(dateOnly);
    }
    return date.atTime(
        number(m.group(4)), number(m.group(5)), number(m.group(6)), nanos(m.group(7)));
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanos(String fraction) {
    return fraction == null || fraction.isEmpty()
        ? 0
        : Integer.parseInt((fraction + "00").substring(0, 3)) * 1_000_000;
  }
}
