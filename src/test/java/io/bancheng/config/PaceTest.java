package io.bancheng.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.config.Pace.Window;
import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  @ParameterizedTest
  @CsvSource({
    "22:00, 06:00, 21:59, false",
    "22:00, 06:00, 22:00, true",
    "22:00, 06:00, 00:00, true",
    "22:00, 06:00, 06:00, false",
    "12:00, 13:30, 11:59, false",
    "12:00, 13:30, 12:00, true",
    "12:00, 13:30, 13:30, false",
    "12:00, 13:30, 23:00, false"
  })
  void a_window_may_go_past_midnight_and_its_end_is_outside(
      LocalTime from, LocalTime to, LocalTime time, boolean inside) {
    assertThat(new Window(from, to).contains(time)).isEqualTo(inside);
  }
}
