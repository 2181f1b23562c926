package io.bancheng.calendar;

import io.bancheng.calendar.TimeLimit.Unit;
import io.bancheng.canonical.Due;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;

/**
 * A time in which a limit did not run (挂起). Afterwards as much is left of the limit as before,
 * counted as the limit is: the working days after the first day of the rest, or the hours.
 */
public record Rest(Instant from, Instant to) {
  /** When a limit of that unit runs out that would have run out at {@code dueAt}. */
  public Due moved(WorkingCalendar calendar, Unit unit, Instant dueAt) {
    return switch (unit) {
      case WORKING_DAYS -> byDays(calendar, dueAt);
      case WORKING_HOURS ->
          calendar.endOfWorkingTime(
              to, worked(calendar, from.isAfter(dueAt) ? dueAt : from, dueAt));
      case HOURS -> new Due(dueAt.plus(Duration.between(from, to)), calendar.version(), false);
    };
  }

  private Due byDays(WorkingCalendar calendar, Instant dueAt) {
    int days = calendar.workingDaysBetween(from, to);
    return days < 1
        ? new Due(dueAt, calendar.version(), false)
        : calendar.due(dueAt, TimeLimit.workingDays(days));
  }

  /** The office time between two instants. */
  private static Duration worked(WorkingCalendar calendar, Instant from, Instant to) {
    var zone = calendar.week().zone();
    var sum = Duration.ZERO;
    for (LocalDate day = calendar.day(from);
        !day.isAfter(calendar.day(to));
        day = day.plusDays(1)) {
      for (OfficeHours hours : calendar.week().hours()) {
        var open = later(from.atZone(zone), day.atTime(hours.from()).atZone(zone));
        var close = earlier(to.atZone(zone), day.atTime(hours.to()).atZone(zone));
        if (calendar.isWorkingDay(day) && open.isBefore(close)) {
          sum = sum.plus(Duration.between(open, close));
        }
      }
    }
    return sum;
  }

  private static ZonedDateTime later(ZonedDateTime a, ZonedDateTime b) {
    return a.isAfter(b) ? a : b;
  }

  private static ZonedDateTime earlier(ZonedDateTime a, ZonedDateTime b) {
    return a.isBefore(b) ? a : b;
  }
}
