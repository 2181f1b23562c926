package io.bancheng.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.calendar.TimeLimit;
import io.bancheng.calendar.WorkingCalendar;
import io.bancheng.canonical.DayKind;
import io.bancheng.canonical.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days that only some regions have, and years whose holidays are not out. */
class CalendarsTest {
  @TempDir Path config;

  @BeforeEach
  void shipped() throws IOException {
    try (var files = Files.walk(Path.of("config"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        var copy = config.resolve(Path.of("config").relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  @Test
  void a_city_that_closes_is_closed_in_its_counties_and_a_county_may_work_all_the_same()
      throws IOException {
    write("340800", "closed: [{ day: 2026-07-06, reason: 防汛停办 }]");
    write("340882", "open: [{ day: 2026-07-06, reason: 照常办公 }, { day: 2026-07-11, reason: 补班 }]");
    var hub = load();

    var before = at("2026-07-03T10:00:00");
    assertThat(due(hub.calendarOf("340811"), before)).isEqualTo(at("2026-07-07T23:59:59"));
    assertThat(due(hub.calendarOf("340882"), before)).isEqualTo(at("2026-07-06T23:59:59"));
    assertThat(due(hub.calendarOf("341322"), before)).isEqualTo(at("2026-07-06T23:59:59"));
    assertThat(due(hub.calendarOf(null), before)).isEqualTo(at("2026-07-06T23:59:59"));
    var monday = LocalDate.parse("2026-07-06");
    assertThat(hub.calendarOf("340811").kind(monday)).isEqualTo(DayKind.CLOSED);
    assertThat(hub.calendarOf("340811").name(monday)).contains("防汛停办");
    var saturday = LocalDate.parse("2026-07-11");
    assertThat(hub.calendarOf("340882").kind(saturday)).isEqualTo(DayKind.MAKE_UP);
    assertThat(hub.calendarOf("340811").kind(saturday)).isEqualTo(DayKind.WEEKEND);
  }

  @Test
  void a_file_of_no_region_and_a_day_twice_are_refused() throws IOException {
    write("349999", "closed: [{ day: 2026-07-06, reason: 停办 }]");
    write("340800", "closed: [{ day: 2026-07-06, reason: 停办 }, { day: 2026-07-06, reason: 停 }]");
    assertThatThrownBy(this::load)
        .isInstanceOf(Problems.class)
        .hasMessageContaining("config/calendars/349999.yaml:1:1: unknown region \"349999\"")
        .hasMessageContaining("2026-07-06 stands twice. Keep one of them.");
  }

  @Test
  void a_year_is_missing_from_six_weeks_before_it_begins_until_it_is_here() throws IOException {
    var calendars = load().calendars();
    assertThat(calendars.missing(at("2026-11-16T23:59:59"))).isEmpty();
    assertThat(calendars.missing(at("2026-11-17T00:00:00"))).containsExactly(2027);
    assertThat(calendars.missing(at("2027-12-20T09:00:00"))).containsExactly(2027, 2028);

    Files.writeString(
        config.resolve("calendars/2027.yaml"),
        "# Holidays of 2027.\nnotice: https://example.gov.cn/\nholidays: [{ name: 元旦, off: [2027-01-01] }]\n");
    assertThat(load().calendars().missing(at("2026-12-31T09:00:00"))).isEmpty();
  }

  private void write(String region, String days) throws IOException {
    Files.writeString(config.resolve("calendars/" + region + ".yaml"), days + "\n");
  }

  private HubConfig load() {
    return ConfigLoader.load(config, Path.of("mappings"), Path.of("routes"));
  }

  private static Instant due(WorkingCalendar calendar, Instant start) {
    return calendar.due(start, TimeLimit.workingDays(1)).at();
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
  }
}
