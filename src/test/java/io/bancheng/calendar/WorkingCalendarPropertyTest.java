package io.bancheng.calendar;

import static io.bancheng.calendar.Anhui.CALENDAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.calendar.TimeLimit.Unit;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class WorkingCalendarPropertyTest {
  @Property(tries = 500)
  void a_due_time_is_always_on_a_working_day(
      @ForAll("starts") Instant start, @ForAll @IntRange(min = 1, max = 60) int n) {
    assertThat(CALENDAR.isWorkingDay(CALENDAR.day(due(start, n, Unit.WORKING_DAYS)))).isTrue();
    assertThat(CALENDAR.isWorkingDay(CALENDAR.day(due(start, n, Unit.WORKING_HOURS)))).isTrue();
  }

  @Property(tries = 500)
  void more_time_never_ends_earlier(
      @ForAll("starts") Instant start,
      @ForAll @IntRange(min = 1, max = 60) int n,
      @ForAll Unit unit) {
    assertThat(due(start, n + 1, unit)).isAfter(due(start, n, unit));
  }

  @Property(tries = 500)
  void a_later_start_never_ends_earlier(
      @ForAll("starts") Instant one,
      @ForAll("starts") Instant two,
      @ForAll @IntRange(min = 1, max = 30) int n,
      @ForAll Unit unit) {
    Instant early = one.isBefore(two) ? one : two;
    Instant late = one.isBefore(two) ? two : one;

    assertThat(due(late, n, unit)).isAfterOrEqualTo(due(early, n, unit));
  }

  @Property(tries = 500)
  void a_limit_in_working_days_holds_exactly_so_many_of_them(
      @ForAll("starts") Instant start, @ForAll @IntRange(min = 1, max = 60) int n) {
    assertThat(CALENDAR.workingDaysBetween(start, due(start, n, Unit.WORKING_DAYS))).isEqualTo(n);
  }

  @Provide
  Arbitrary<Instant> starts() {
    return Arbitraries.longs()
        .between(
            Instant.parse("2026-07-01T00:00:00Z").getEpochSecond(),
            Instant.parse("2027-02-01T00:00:00Z").getEpochSecond())
        .map(Instant::ofEpochSecond);
  }

  private static Instant due(Instant start, int n, Unit unit) {
    return CALENDAR.due(start, new TimeLimit(n, unit)).at();
  }
}
