package io.bancheng.calendar;

import java.time.LocalTime;

/** One stretch of a working day in which the office is open, e.g. 08:30 to 12:00. */
public record OfficeHours(LocalTime from, LocalTime to) {
  public OfficeHours {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "Office hours run from the earlier to the later time, not from %s to %s."
              .formatted(from, to));
    }
  }
}
