package io.bancheng.calendar;

import static io.bancheng.calendar.Anhui.CALENDAR;
import static io.bancheng.calendar.Anhui.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {
  @ParameterizedTest
  @CsvSource({
    "2026-09-30T16:52:05, 10wd, 2026-10-20T23:59:59",
    "2026-09-30T00:00:00,  1wd, 2026-10-08T23:59:59",
    "2026-10-10T10:31:00, 10wd, 2026-10-23T23:59:59",
    "2026-10-09T10:03:12,  3wd, 2026-10-13T23:59:59",
    "2026-09-18T09:00:00,  1wd, 2026-09-20T23:59:59",
    "2026-10-03T09:00:00,  1wd, 2026-10-08T23:59:59",
    "2026-10-09T23:59:59,  1wd, 2026-10-10T23:59:59",
  })
  void working_days_end_at_the_close_of_the_last_one_and_skip_holidays(
      String start, String limit, String due) {
    assertThat(CALENDAR.due(at(start), TimeLimit.parse(limit)).at()).isEqualTo(at(due));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-12T08:30:00, 2wh, 2026-10-12T10:30:00",
    "2026-10-12T07:00:00, 1wh, 2026-10-12T09:30:00",
    "2026-10-10T10:31:00, 4wh, 2026-10-10T16:01:00",
    "2026-10-12T12:10:00, 4wh, 2026-10-12T17:30:00",
    "2026-10-12T16:31:00, 4wh, 2026-10-13T11:31:00",
    "2026-09-30T17:00:00, 1wh, 2026-10-08T09:00:00",
    "2026-10-10T18:00:00, 1wh, 2026-10-12T09:30:00",
    "2026-10-12T17:30:00, 8wh, 2026-10-14T09:00:00",
  })
  void working_hours_run_only_while_the_office_is_open(String start, String limit, String due) {
    assertThat(CALENDAR.due(at(start), TimeLimit.parse(limit)).at()).isEqualTo(at(due));
  }

  @Test
  void clock_hours_run_by_night_and_on_holidays() {
    assertThat(CALENDAR.due(at("2026-10-01T19:40:00"), TimeLimit.parse("2h")).at())
        .isEqualTo(at("2026-10-01T21:40:00"));
  }

  @Test
  void a_due_time_names_its_calendar() {
    var due = CALENDAR.due(at("2026-10-12T09:00:00"), TimeLimit.parse("1wd"));

    assertThat(due.calendar()).isEqualTo("cn-2026");
    assertThat(due.provisional()).isFalse();
  }

  @Test
  void a_due_time_that_needs_a_year_not_announced_yet_is_provisional() {
    var within = CALENDAR.due(at("2026-12-30T09:00:00"), TimeLimit.parse("1wd"));
    var beyond = CALENDAR.due(at("2026-12-30T09:00:00"), TimeLimit.parse("2wd"));
    var hours = CALENDAR.due(at("2026-12-31T17:00:00"), TimeLimit.parse("1wh"));

    assertThat(within.provisional()).isFalse();
    assertThat(beyond.provisional()).isTrue();
    assertThat(beyond.at()).isEqualTo(at("2027-01-01T23:59:59"));
    assertThat(hours.provisional()).isTrue();
  }

  @Test
  void the_zone_of_the_machine_does_not_matter() {
    var zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      assertThat(CALENDAR.due(at("2026-09-30T16:52:05"), TimeLimit.parse("10wd")).at())
          .isEqualTo(at("2026-10-20T23:59:59"));
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void working_days_between_two_days_leave_the_first_out() {
    var before = LocalDate.parse("2026-09-30");
    var after = LocalDate.parse("2026-10-20");

    assertThat(CALENDAR.workingDaysBetween(before, after)).isEqualTo(10);
    assertThat(CALENDAR.workingDaysBetween(after, before)).isEqualTo(-10);
    assertThat(CALENDAR.workingDaysBetween(before, before)).isZero();
  }

  @Test
  void office_hours_that_run_backwards_are_refused() {
    assertThatThrownBy(() -> new OfficeHours(LocalTime.NOON, LocalTime.of(8, 30)))
        .hasMessageContaining("from the earlier to the later time");
  }

  @Test
  void working_time_is_what_the_office_was_open_less_pauses() {
    // Friday 10 o'clock to Tuesday 9 o'clock, a weekend between, resting from Monday 9 to 11
    var friday = Instant.parse("2026-03-13T02:00:00Z");
    var tuesday = Instant.parse("2026-03-17T01:00:00Z");
    var rest =
        new Stretch.Pause(
            Instant.parse("2026-03-16T01:00:00Z"), Instant.parse("2026-03-16T03:00:00Z"));
    var open = CALENDAR.workingTime(friday, tuesday, List.of());
    assertThat(open).isEqualTo(Duration.ofMinutes(6 * 60 + 450 + 30));
    assertThat(CALENDAR.workingTime(friday, tuesday, List.of(rest))).isEqualTo(open.minusHours(2));
    assertThat(CALENDAR.workingTime(tuesday, friday, List.of())).isZero();
  }
}
