package io.bancheng.simulate;

import io.bancheng.calendar.OfficeHours;
import io.bancheng.calendar.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** When people in offices work: in office hours of working days. */
final class OfficeTime {
  private final WorkingCalendar calendar;

  OfficeTime(WorkingCalendar calendar) {
    this.calendar = calendar;
  }

  private record Span(Instant from, Instant to) {}

  /** The time when so much working time has passed since then. */
  Instant after(Instant from, Duration work) {
    var left = work;
    for (LocalDate day = calendar.day(from); ; day = day.plusDays(1)) {
      for (Span span : spans(day)) {
        var begin = from.isAfter(span.from()) ? from : span.from();
        var length = Duration.between(begin, span.to());
        if (left.compareTo(length) <= 0) {
          return begin.plus(left);
        }
        left = length.isNegative() ? left : left.minus(length);
      }
    }
  }

  /** How much working time lies between; none if the second is not later. */
  Duration between(Instant from, Instant to) {
    var sum = Duration.ZERO;
    for (LocalDate day = calendar.day(from);
        !day.isAfter(calendar.day(to));
        day = day.plusDays(1)) {
      for (Span span : spans(day)) {
        var begin = from.isAfter(span.from()) ? from : span.from();
        var end = to.isBefore(span.to()) ? to : span.to();
        sum = begin.isBefore(end) ? sum.plus(Duration.between(begin, end)) : sum;
      }
    }
    return sum;
  }

  /** When staff look at their lists on a day: some minutes after opening, and then every hour. */
  List<Instant> rounds(LocalDate day) {
    var rounds = new ArrayList<Instant>();
    for (Span span : spans(day)) {
      for (Instant at = span.from().plus(Duration.ofMinutes(5));
          at.isBefore(span.to());
          at = at.plus(Duration.ofHours(1))) {
        rounds.add(at);
      }
    }
    return rounds;
  }

  boolean worked(LocalDate day) {
    return calendar.isWorkingDay(day);
  }

  LocalDate day(Instant at) {
    return calendar.day(at);
  }

  Instant midnight(LocalDate day) {
    return day.atStartOfDay(calendar.week().zone()).toInstant();
  }

  private List<Span> spans(LocalDate day) {
    return calendar.isWorkingDay(day)
        ? calendar.week().hours().stream().map(hours -> span(day, hours)).toList()
        : List.of();
  }

  private Span span(LocalDate day, OfficeHours hours) {
    var zone = calendar.week().zone();
    return new Span(
        day.atTime(hours.from()).atZone(zone).toInstant(),
        day.atTime(hours.to()).atZone(zone).toInstant());
  }
}
