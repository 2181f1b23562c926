package io.bancheng.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The autumn of 2026 in the sample province: National Day and Mid-Autumn with make-up days. */
final class Anhui {
  static final OfficeWeek WEEK =
      new OfficeWeek(
          ZoneId.of("Asia/Shanghai"),
          Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
          List.of(hours("08:30", "12:00"), hours("13:30", "17:30")));

  static final WorkingCalendar CALENDAR =
      new WorkingCalendar("cn-2026", WEEK, autumn(), Set.of(2024, 2025, 2026));

  private Anhui() {}

  static Instant at(String local) {
    return OffsetDateTime.parse(local + "+08:00").toInstant();
  }

  private static OfficeHours hours(String from, String to) {
    return new OfficeHours(LocalTime.parse(from), LocalTime.parse(to));
  }

  private static Map<LocalDate, SpecialDay> autumn() {
    var days = new HashMap<LocalDate, SpecialDay>();
    days.put(LocalDate.parse("2026-09-20"), new SpecialDay(false, "国庆节"));
    LocalDate.parse("2026-09-25")
        .datesUntil(LocalDate.parse("2026-09-28"))
        .forEach(d -> days.put(d, new SpecialDay(true, "中秋节")));
    LocalDate.parse("2026-10-01")
        .datesUntil(LocalDate.parse("2026-10-08"))
        .forEach(d -> days.put(d, new SpecialDay(true, "国庆节")));
    days.put(LocalDate.parse("2026-10-10"), new SpecialDay(false, "国庆节"));
    return days;
  }
}
