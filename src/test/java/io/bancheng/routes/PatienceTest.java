package io.bancheng.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.routes.AnswerPush.Verdict;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {
  private static final Instant NOW = Instant.parse("2026-10-13T01:00:00Z");

  private final Patience patience = new Patience(Clock.fixed(NOW, ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "7, 7",
    "86400, 300",
    "'Tue, 13 Oct 2026 01:00:30 GMT', 30",
    "'Tue, 13 Oct 2026 00:00:00 GMT', 1"
  })
  void a_system_says_itself_when_it_wants_to_be_called_again(String said, long seconds) {
    assertThat(patience.after(9, new NotTaken(503, said))).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void without_a_word_the_wait_grows_from_a_second_to_five_minutes() {
    for (int attempt = 1; attempt < 100; attempt++) {
      assertThat(patience.after(attempt, new IOException()))
          .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
    }
    assertThat(patience.after(1, new NotTaken(500, "soon"))).isLessThan(Duration.ofSeconds(2));
    assertThat(patience.after(12, new NotTaken(500, null))).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void that_a_system_fails_is_news_once() {
    assertThat(patience.over("channel.city")).isFalse();
    assertThat(patience.begins("channel.city")).isTrue();
    assertThat(patience.begins("channel.city")).isFalse();
    assertThat(patience.over("channel.city")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "200, TAKEN",
    "202, TAKEN",
    "204, TAKEN",
    "409, TAKEN",
    "400, REFUSED",
    "403, REFUSED",
    "404, REFUSED",
    "422, REFUSED",
    "0, LATER",
    "301, LATER",
    "302, LATER",
    "401, LATER",
    "407, LATER",
    "408, LATER",
    "425, LATER",
    "429, LATER",
    "500, LATER",
    "503, LATER"
  })
  void a_status_says_whether_the_answer_is_taken(int status, Verdict verdict) {
    assertThat(Verdict.of(status)).isEqualTo(verdict);
  }
}
