package io.bancheng.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.calendar.TimeLimit.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLimitTest {
  @ParameterizedTest
  @ValueSource(strings = {"5wd", "4wh", "2h", "30wd"})
  void a_limit_reads_and_prints_the_same(String text) {
    assertThat(TimeLimit.parse(text)).hasToString(text);
  }

  @Test
  void units_are_told_apart() {
    assertThat(TimeLimit.parse("4wh")).isEqualTo(new TimeLimit(4, Unit.WORKING_HOURS));
    assertThat(TimeLimit.parse("4h")).isEqualTo(new TimeLimit(4, Unit.HOURS));
    assertThat(TimeLimit.parse("4wd")).isEqualTo(TimeLimit.workingDays(4));
  }

  @Test
  void plain_days_are_refused_with_the_two_meanings_they_could_have() {
    assertThatThrownBy(() -> TimeLimit.parse("5d"))
        .hasMessage(
            "\"5d\" does not say which days. Working days are 5wd; this office has no limits in"
                + " calendar days. Write working days as 5wd, working hours as 4wh, clock hours as"
                + " 2h.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wd", "5", "0wd", "-1wd", "1.5h", "5 wd", "05wd", "99999wd"})
  void what_is_no_limit_is_refused_with_what_to_write(String text) {
    assertThatThrownBy(() -> TimeLimit.parse(text))
        .hasMessage(
            "\"%s\" is not a time limit. Write working days as 5wd, working hours as 4wh, clock hours as 2h."
                .formatted(text));
  }

  @Test
  void an_unknown_unit_is_refused() {
    assertThatThrownBy(() -> TimeLimit.parse("5min"))
        .hasMessageStartingWith("\"5min\" has no known unit.");
  }
}
