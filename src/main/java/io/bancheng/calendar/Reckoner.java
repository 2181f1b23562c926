package io.bancheng.calendar;

import io.bancheng.calendar.Stretch.Pause;
import io.bancheng.calendar.TimeLimit.Unit;
import io.bancheng.canonical.Due;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Counts one due time, day after day. */
final class Reckoner {
  private static final Duration ONE = Duration.ofDays(1);

  private final WorkingCalendar calendar;
  private final ZoneId zone;
  private final List<Pause> pauses;
  private final List<Reckoning.Day> days = new ArrayList<>();
  private boolean provisional;

  private record Span(Instant from, Instant to) {
    Duration length() {
      return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
    }
  }

  Reckoner(WorkingCalendar calendar, List<Pause> pauses) {
    this.calendar = calendar;
    this.zone = calendar.week().zone();
    this.pauses = pauses;
  }

  Reckoning reckon(Instant start, List<TimeLimit> limits) {
    Instant end = start;
    for (int i = 0; i < limits.size(); i++) {
      var limit = limits.get(i);
      end =
          limit.unit() == Unit.WORKING_DAYS
              ? workingDays(end, i, limit.amount())
              : hours(end, i, limit);
    }
    return new Reckoning(days, new Due(end, calendar.version(), provisional));
  }

  /** The start day is not counted; one after the cut-off passes for the next working day. */
  private Instant workingDays(Instant from, int limit, int amount) {
    LocalDate day = calendar.day(from);
    if (limit == 0) {
      add(day, limit, true, false, Duration.ZERO, Duration.ZERO);
      if (calendar.afterCutOff(from)) {
        do {
          day = day.plusDays(1);
          note(day);
          add(day, limit, true, false, Duration.ZERO, Duration.ZERO);
        } while (!calendar.isWorkingDay(day));
      }
    }
    for (int counted = 0; counted < amount; ) {
      day = day.plusDays(1);
      boolean paused = rests(day);
      boolean counts = calendar.isWorkingDay(day) && !paused;
      counted += counts ? 1 : 0;
      note(day);
      add(day, limit, false, paused, counts ? ONE : Duration.ZERO, ONE.multipliedBy(counted));
    }
    return calendar.close(day);
  }

  /** The day of a pause does not count, the day on which the clock goes on does. */
  private boolean rests(LocalDate day) {
    return pauses.stream()
        .anyMatch(p -> !day.isBefore(calendar.day(p.from())) && day.isBefore(calendar.day(p.to())));
  }

  private Instant hours(Instant from, int limit, TimeLimit amount) {
    Duration left = Duration.ofHours(amount.amount());
    for (LocalDate day = calendar.day(from); ; day = day.plusDays(1)) {
      Instant end = null;
      Duration before = left;
      var open = open(day, amount.unit(), from);
      for (Span span : unpaused(open)) {
        if (end == null && left.compareTo(span.length()) <= 0) {
          end = span.from().plus(left);
          left = Duration.ZERO;
        } else if (end == null) {
          left = left.minus(span.length());
        }
      }
      if (amount.unit() == Unit.WORKING_HOURS) {
        note(day);
      }
      boolean paused = open.stream().anyMatch(this::touched);
      var total = Duration.ofHours(amount.amount()).minus(left);
      add(day, limit, false, paused, before.minus(left), total);
      if (end != null) {
        return end;
      }
    }
  }

  private boolean touched(Span span) {
    return pauses.stream()
        .anyMatch(p -> p.from().isBefore(span.to()) && p.to().isAfter(span.from()));
  }

  /** When that day can count, as far as it lies after the beginning. */
  private List<Span> open(LocalDate day, Unit unit, Instant from) {
    if (unit == Unit.HOURS) {
      return after(from, instant(day), instant(day.plusDays(1)));
    }
    return calendar.isWorkingDay(day)
        ? calendar.week().hours().stream()
            .flatMap(
                h ->
                    after(
                        from,
                        day.atTime(h.from()).atZone(zone).toInstant(),
                        day.atTime(h.to()).atZone(zone).toInstant())
                        .stream())
            .toList()
        : List.of();
  }

  private static List<Span> after(Instant from, Instant begin, Instant end) {
    Instant first = from.isAfter(begin) ? from : begin;
    return first.isBefore(end) ? List.of(new Span(first, end)) : List.of();
  }

  private List<Span> unpaused(List<Span> spans) {
    var left = spans;
    for (Pause p : pauses) {
      left = left.stream().flatMap(s -> without(p, s).stream()).toList();
    }
    return left;
  }

  private static List<Span> without(Pause p, Span s) {
    if (!p.from().isBefore(s.to()) || !p.to().isAfter(s.from())) {
      return List.of(s);
    }
    var parts = new ArrayList<Span>();
    if (p.from().isAfter(s.from())) {
      parts.add(new Span(s.from(), p.from()));
    }
    if (p.to().isBefore(s.to())) {
      parts.add(new Span(p.to(), s.to()));
    }
    return parts;
  }

  private Instant instant(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** A due time that needs a year not announced yet is provisional. */
  private void note(LocalDate day) {
    provisional |= !calendar.announced(day.getYear());
  }

  private void add(
      LocalDate day, int limit, boolean start, boolean paused, Duration counted, Duration total) {
    days.add(
        new Reckoning.Day(
            day,
            calendar.kind(day),
            calendar.name(day).orElse(null),
            limit,
            start,
            paused,
            counted,
            total));
  }
}
