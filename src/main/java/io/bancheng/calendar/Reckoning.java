package io.bancheng.calendar;

import io.bancheng.canonical.DayKind;
import io.bancheng.canonical.Due;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * How a due time came about, day by day (时限计算过程). The due time is nothing but the end of the last
 * day's counting.
 */
public record Reckoning(List<Day> days, Due due) {
  public Reckoning {
    days = List.copyOf(days);
  }

  /**
   * One day of the count.
   *
   * @param name the holiday or the reason of a closure, null on other days
   * @param limit which limit is counted, 0 for the first, 1 for the first extension
   * @param start true for a day before the first that can count
   * @param paused true if the clock rested that day, or a part of it
   * @param counted what this day gave: whole days for a limit in working days, else time
   * @param total what that limit has got so far
   */
  public record Day(
      LocalDate date,
      DayKind kind,
      String name,
      int limit,
      boolean start,
      boolean paused,
      Duration counted,
      Duration total) {}
}
