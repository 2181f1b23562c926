package io.bancheng.calendar;

import java.time.DayOfWeek;
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
 */
public record OfficeWeek(ZoneId zone, Set<DayOfWeek> weekend, List<OfficeHours> hours) {
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
