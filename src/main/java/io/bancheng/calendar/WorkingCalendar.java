package io.bancheng.calendar;

import io.bancheng.canonical.Due;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The working calendar (工作日历) with its holidays and make-up working days (调休).
 *
 * <p>N working days end at the close of the N-th working day after the start day (Civil Code art.
 * 201-203; the start day is not counted). A year whose holiday notice is not out yet counts Monday
 * to Friday, and every due time that needed it is provisional.
 */
public final class WorkingCalendar {
  private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

  private final String version;
  private final OfficeWeek week;
  private final Map<LocalDate, Boolean> specialDays;
  private final Set<Integer> announced;

  /**
   * @param version names this calendar's content; every due time carries it
   * @param specialDays true for a day off, false for a weekend day that is worked
   * @param announced the years whose holidays are published
   */
  public WorkingCalendar(
      String version,
      OfficeWeek week,
      Map<LocalDate, Boolean> specialDays,
      Set<Integer> announced) {
    this.version = Objects.requireNonNull(version, "version");
    this.week = Objects.requireNonNull(week, "week");
    this.specialDays = Map.copyOf(specialDays);
    this.announced = Set.copyOf(announced);
  }

  public String version() {
    return version;
  }

  /** The office's ordinary week and zone. */
  public OfficeWeek week() {
    return week;
  }

  /** Whether the year's holiday notice is in this calendar. */
  public boolean announced(int year) {
    return announced.contains(year);
  }

  public boolean isWorkingDay(LocalDate day) {
    Boolean off = specialDays.get(day);
    return off == null ? !week.weekend().contains(day.getDayOfWeek()) : !off;
  }

  /** The last instant that is still within the limit. */
  public Due due(Instant start, TimeLimit limit) {
    return switch (limit.unit()) {
      case WORKING_DAYS -> endOfWorkingDay(start, limit.amount());
      case WORKING_HOURS -> endOfWorkingTime(start, Duration.ofHours(limit.amount()));
      case HOURS -> new Due(start.plus(Duration.ofHours(limit.amount())), version, false);
    };
  }

  /**
   * How many working days lie after the first day up to and including the second: 0 on the same
   * day, negative if the second day is the earlier one.
   */
  public int workingDaysBetween(LocalDate from, LocalDate to) {
    if (to.isBefore(from)) {
      return -workingDaysBetween(to, from);
    }
    return (int) from.plusDays(1).datesUntil(to.plusDays(1)).filter(this::isWorkingDay).count();
  }

  /** The same between the local days of two instants. */
  public int workingDaysBetween(Instant from, Instant to) {
    return workingDaysBetween(day(from), day(to));
  }

  /** The local day of an instant. */
  public LocalDate day(Instant instant) {
    return instant.atZone(week.zone()).toLocalDate();
  }

  private Due endOfWorkingDay(Instant start, int days) {
    LocalDate first = day(start).plusDays(1);
    LocalDate day = first.minusDays(1);
    for (int left = days; left > 0; ) {
      day = day.plusDays(1);
      left -= isWorkingDay(day) ? 1 : 0;
    }
    return due(first, day.atTime(LAST_SECOND).atZone(week.zone()));
  }

  Due endOfWorkingTime(Instant start, Duration time) {
    LocalDate first = day(start);
    Duration left = time;
    for (LocalDate day = first; ; day = day.plusDays(1)) {
      if (!isWorkingDay(day)) {
        continue;
      }
      for (OfficeHours hours : week.hours()) {
        ZonedDateTime from =
            later(start.atZone(week.zone()), day.atTime(hours.from()).atZone(week.zone()));
        ZonedDateTime to = day.atTime(hours.to()).atZone(week.zone());
        if (!from.isBefore(to)) {
          continue;
        }
        Duration open = Duration.between(from, to);
        if (left.compareTo(open) <= 0) {
          return due(first, from.plus(left));
        }
        left = left.minus(open);
      }
    }
  }

  private Due due(LocalDate firstCounted, ZonedDateTime end) {
    boolean known = true;
    for (int year = firstCounted.getYear(); year <= end.getYear(); year++) {
      known &= announced(year);
    }
    return new Due(end.toInstant(), version, !known);
  }

  private static ZonedDateTime later(ZonedDateTime a, ZonedDateTime b) {
    return a.isAfter(b) ? a : b;
  }
}
