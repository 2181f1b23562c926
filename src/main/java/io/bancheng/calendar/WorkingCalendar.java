package io.bancheng.calendar;

import io.bancheng.calendar.TimeLimit.Unit;
import io.bancheng.canonical.DayKind;
import io.bancheng.canonical.Due;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The working calendar (工作日历) with its holidays and make-up working days (调休).
 *
 * <p>N working days end at the close of the N-th working day after the start day (Civil Code art.
 * 201-203; the start day is not counted). A year whose holiday notice is not out yet counts Monday
 * to Friday, and every due time that needed it is provisional.
 */
public final class WorkingCalendar {
  private final String version;
  private final OfficeWeek week;
  private final Map<LocalDate, SpecialDay> specialDays;
  private final Set<Integer> announced;
  private final Map<LocalDate, String> closed;

  /**
   * @param version names this calendar's content; every due time carries it
   * @param specialDays days off, and weekend days that are worked
   * @param announced the years whose holidays are published
   */
  public WorkingCalendar(
      String version,
      OfficeWeek week,
      Map<LocalDate, SpecialDay> specialDays,
      Set<Integer> announced) {
    this(version, week, specialDays, announced, Map.of());
  }

  private WorkingCalendar(
      String version,
      OfficeWeek week,
      Map<LocalDate, SpecialDay> specialDays,
      Set<Integer> announced,
      Map<LocalDate, String> closed) {
    this.version = Objects.requireNonNull(version, "version");
    this.week = Objects.requireNonNull(week, "week");
    this.specialDays = Map.copyOf(specialDays);
    this.announced = Set.copyOf(announced);
    this.closed = Map.copyOf(closed);
  }

  /** The same for offices that are closed on more days (本地停办), each with its reason. */
  public WorkingCalendar closedOn(Map<LocalDate, String> days) {
    return days.isEmpty() ? this : new WorkingCalendar(version, week, specialDays, announced, days);
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
    return kind(day).worked();
  }

  /** What kind of day it is here. */
  public DayKind kind(LocalDate day) {
    if (closed.containsKey(day)) {
      return DayKind.CLOSED;
    }
    var special = specialDays.get(day);
    if (special != null) {
      return special.off() ? DayKind.HOLIDAY : DayKind.MAKE_UP;
    }
    return week.weekend().contains(day.getDayOfWeek()) ? DayKind.WEEKEND : DayKind.WORKING;
  }

  /** The holiday that a day belongs to, or why it is closed here. */
  public Optional<String> name(LocalDate day) {
    return Optional.ofNullable(closed.get(day))
        .or(() -> Optional.ofNullable(specialDays.get(day)).map(SpecialDay::name));
  }

  /** The last instant that is still within the limit. */
  public Due due(Instant start, TimeLimit limit) {
    return reckon(Stretch.of(start, limit)).due();
  }

  /** How the due time of that stretch comes about, day by day. */
  public Reckoning reckon(Stretch stretch) {
    return new Reckoner(this, stretch.pauses()).reckon(stretch.start(), stretch.limits());
  }

  /**
   * When the office opens on the day from which so much of a limit in working days is left; empty
   * for limits in hours.
   *
   * @param percent of all its days, rounded up
   * @param workdays if that is more
   */
  public Optional<Instant> opening(Stretch stretch, int percent, int workdays) {
    if (stretch.limits().stream().anyMatch(limit -> limit.unit() != Unit.WORKING_DAYS)) {
      return Optional.empty();
    }
    var counted = reckon(stretch).days().stream().filter(day -> !day.counted().isZero()).toList();
    int left = Math.max((counted.size() * percent + 99) / 100, workdays);
    return left < 1
        ? Optional.empty()
        : Optional.of(counted.get(Math.max(counted.size() - left, 0)))
            .map(day -> day.date().atTime(week.hours().get(0).from()))
            .map(time -> time.atZone(week.zone()).toInstant());
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

  /**
   * How long the office was open between two instants, pauses left out; zero if the second is the
   * earlier one.
   */
  public Duration workingTime(Instant from, Instant to, List<Stretch.Pause> pauses) {
    var open = openTime(from, to);
    for (Stretch.Pause pause : pauses) {
      var start = pause.from().isBefore(from) ? from : pause.from();
      var end = pause.to().isAfter(to) ? to : pause.to();
      open = open.minus(openTime(start, end));
    }
    return open;
  }

  private Duration openTime(Instant from, Instant to) {
    return from.isBefore(to)
        ? day(from)
            .datesUntil(day(to).plusDays(1))
            .filter(this::isWorkingDay)
            .flatMap(day -> week.hours().stream().map(hours -> open(day, hours, from, to)))
            .reduce(Duration.ZERO, Duration::plus)
        : Duration.ZERO;
  }

  private Duration open(LocalDate day, OfficeHours hours, Instant from, Instant to) {
    var opens = day.atTime(hours.from()).atZone(week.zone()).toInstant();
    var closes = day.atTime(hours.to()).atZone(week.zone()).toInstant();
    var start = opens.isBefore(from) ? from : opens;
    var end = closes.isAfter(to) ? to : closes;
    return start.isBefore(end) ? Duration.between(start, end) : Duration.ZERO;
  }

  /** The local day of an instant. */
  public LocalDate day(Instant instant) {
    return instant.atZone(week.zone()).toLocalDate();
  }

  /** Whether what comes at that time passes for coming on the next working day. */
  boolean afterCutOff(Instant at) {
    return at.atZone(week.zone()).toLocalTime().isAfter(week.cutOff());
  }

  /** The last instant of a day for a limit in working days. */
  Instant close(LocalDate day) {
    return day.atTime(week.dayEnds()).atZone(week.zone()).toInstant();
  }
}
