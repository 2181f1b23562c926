package io.bancheng.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.calendar.WorkingCalendar;
import io.bancheng.config.ConfigLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfficeTimeTest {
  private static final WorkingCalendar SHIPPED =
      ConfigLoader.load(Path.of("config"), Path.of("mappings"), Path.of("routes")).calendar();

  private final OfficeTime time = new OfficeTime(SHIPPED);

  @ParameterizedTest
  @CsvSource({
    "2025-12-31T16:30, PT1H, 2025-12-31T17:30",
    "2025-12-31T16:30, PT2H, 2026-01-04T09:30",
    "2026-01-01T12:00, PT0S, 2026-01-04T08:30",
    "2026-01-04T11:00, PT3H, 2026-01-04T15:30",
    "2026-09-30T17:00, PT8H, 2026-10-08T17:30",
  })
  void work_goes_on_only_while_the_office_is_open(String from, Duration work, String until) {
    assertThat(time.after(at(from), work)).isEqualTo(at(until));
    assertThat(time.between(at(from), at(until))).isEqualTo(work);
  }

  @Test
  void staff_look_at_their_lists_every_hour_of_a_make_up_day_and_never_on_a_holiday() {
    assertThat(time.rounds(LocalDate.parse("2026-10-10")))
        .hasSize(8)
        .startsWith(at("2026-10-10T08:35"))
        .endsWith(at("2026-10-10T16:35"));
    assertThat(time.rounds(LocalDate.parse("2026-10-05"))).isEmpty();
  }

  @Test
  void another_seed_and_another_thing_have_another_chance_and_the_same_ones_the_same() {
    assertThat(draws(1, "a")).isEqualTo(draws(1, "a"));
    assertThat(draws(1, "a")).isNotEqualTo(draws(2, "a")).isNotEqualTo(draws(1, "b"));
  }

  private static String draws(long seed, String thing) {
    var chance = Chance.of(seed, thing);
    return chance.below(1000) + " " + chance.around(60, 0.5) + " " + chance.weighed(1, 1, 1, 1);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
  }
}
