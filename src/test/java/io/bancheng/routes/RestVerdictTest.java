package io.bancheng.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestVerdictTest {
  @ParameterizedTest
  @CsvSource({
    "200, TAKEN",
    "201, TAKEN",
    "204, TAKEN",
    "409, KNOWN",
    "400, REFUSED",
    "401, REFUSED",
    "404, REFUSED",
    "422, REFUSED",
    "408, LATER",
    "425, LATER",
    "429, BUSY",
    "503, BUSY",
    "302, UNKNOWN",
    "500, UNKNOWN",
    "502, UNKNOWN",
    "504, UNKNOWN",
    "0, UNKNOWN"
  })
  void a_status_says_what_became_of_a_letter(int status, RestVerdict verdict) {
    assertThat(RestVerdict.of(status, true)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"503, LATER", "429, BUSY"})
  void a_system_that_does_not_say_when_is_ill_unless_it_is_crowded(
      int status, RestVerdict verdict) {
    assertThat(RestVerdict.of(status, false)).isEqualTo(verdict);
  }
}
