package io.bancheng.report;

import io.bancheng.canonical.CanonicalJson;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The days that are looked at, in Asia/Shanghai: {@code from} is the first, {@code to} the day
 * after the last.
 */
record Period(LocalDate from, LocalDate to) {
  private static final int MOST_MONTHS = 36;

  Period {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "from must be before to; %s is not before %s.".formatted(from, to));
    }
    if (from.plusMonths(MOST_MONTHS).isBefore(to)) {
      throw new IllegalArgumentException("A period has at most %d months.".formatted(MOST_MONTHS));
    }
  }

  /** The month of a day, as far as it has come. */
  static Period monthUntil(LocalDate day) {
    return new Period(day.withDayOfMonth(1), day.plusDays(1));
  }

  Instant start() {
    return from.atStartOfDay(CanonicalJson.ZONE).toInstant();
  }

  Instant end() {
    return to.atStartOfDay(CanonicalJson.ZONE).toInstant();
  }

  /** Its calendar months, the first and the last perhaps in part. */
  List<Period> months() {
    var months = new ArrayList<Period>();
    for (var day = from; day.isBefore(to); ) {
      var next = day.withDayOfMonth(1).plusMonths(1);
      var end = next.isBefore(to) ? next : to;
      months.add(new Period(day, end));
      day = end;
    }
    return months;
  }
}
