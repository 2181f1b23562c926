package io.bancheng.config;

import io.bancheng.calendar.WorkingCalendar;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The working calendars: {@code config/calendars}.
 *
 * @param province that of every region without days of its own
 * @param byRegion those of regions whose offices have, or the region above them has
 * @param warnDays so many days before a year begins its holidays should be here
 */
public record Calendars(
    WorkingCalendar province, Map<String, WorkingCalendar> byRegion, int warnDays) {
  public Calendars {
    byRegion = Map.copyOf(byRegion);
  }

  /** That of a place; that of the province where the place is not known. */
  WorkingCalendar of(String regionCode) {
    return regionCode == null ? province : byRegion.getOrDefault(regionCode, province);
  }

  /** The years that have begun or soon begin and whose holidays are not here (未公布年度). */
  public List<Integer> missing(Instant now) {
    var today = province.day(now);
    return IntStream.rangeClosed(today.getYear(), today.plusDays(warnDays).getYear())
        .filter(year -> !province.announced(year))
        .boxed()
        .toList();
  }
}
