package io.bancheng.calendar;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The office's ordinary week, before holidays and make-up days change it.
 *
 * @param weekend the days that are off
 * @param hours when it is open, in order and without overlap
 * @param cutOff what comes later in the day passes for coming on the next working day
 * @param dayEnds the last second of a day for limits in working days
 */
public record OfficeWeek(
    ZoneId zone,
    Set<DayOfWeek> weekend,
    List<OfficeHours> hours,
    LocalTime cutOff,
    LocalTime dayEnds) {
  /** The last second of a day. */
  public static final LocalTime MIDNIGHT = LocalTime.of(23, 59, 59);

  /** A week whose days end at midnight, without a cut-off. */
  public OfficeWeek(ZoneId zone, Set<DayOfWeek> weekend, List<OfficeHours> hours) {
    this(zone, weekend, hours, LocalTime.MAX, MIDNIGHT);
  }

  public OfficeWeek {
    weekend = weekend.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(weekend));
    hours = List.copyOf(hours);
    if (weekend.size() == DayOfWeek.values().length) {
      throw new IllegalArgumentException("A week needs at least one working day.");
    }
    if (hours.isEmpty()) {
      throw new IllegalArgumentException("An office needs office hours.");
    }
    for (int i = 1; i < hours.size(); i++) {
      if (hours.get(i).from().isBefore(hours.get(i - 1).to())) {
        throw new IllegalArgumentException("Office hours must be in order and not overlap.");
      }
    }
  }
}
