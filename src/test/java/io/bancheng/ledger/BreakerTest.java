package io.bancheng.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.DeliveryOutcome.Health;
import io.bancheng.ledger.Breaker.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Instant NOW = Instant.parse("2026-10-13T01:00:00Z");
  private static final Breaker CLOSED = new Breaker(State.CLOSED, "", 0, null);

  @Test
  void four_failures_in_a_row_are_not_enough_and_five_are() {
    var four = ended(CLOSED, "xxxx");
    assertThat(four.state()).isEqualTo(State.CLOSED);
    var five = ended(four, "x");
    assertThat(five.state()).isEqualTo(State.OPEN);
    assertThat(five.lets(NOW)).isFalse();
    assertThat(five.lets(NOW.plusSeconds(30))).isTrue();
  }

  @Test
  void half_of_the_last_twenty_is_enough_and_less_is_not() {
    assertThat(ended(CLOSED, "xo".repeat(9) + "oo").state()).isEqualTo(State.CLOSED);
    assertThat(ended(CLOSED, "ox".repeat(9)).state()).isEqualTo(State.CLOSED);
    assertThat(ended(CLOSED, "ox".repeat(10)).state()).isEqualTo(State.OPEN);
  }

  @Test
  void an_old_failure_is_forgotten() {
    assertThat(ended(CLOSED, "xxxo".repeat(2) + "o".repeat(20) + "xxxx").state())
        .isEqualTo(State.CLOSED);
  }

  @Test
  void behind_an_open_breaker_one_attempt_at_a_time_is_made() {
    var probing = ended(CLOSED, "xxxxx").trying(NOW.plusSeconds(60));
    assertThat(probing.state()).isEqualTo(State.HALF_OPEN);
    assertThat(probing.lets(NOW.plusSeconds(59))).isFalse();
    assertThat(probing.lets(NOW.plusSeconds(60))).as("the attempt never ended").isTrue();
    assertThat(probing.after(Health.WELL, NOW, 0)).isEqualTo(CLOSED);
    assertThat(probing.after(Health.BUSY, NOW, 0)).isEqualTo(CLOSED);
  }

  @Test
  void every_vain_attempt_doubles_the_wait_up_to_a_quarter_of_an_hour() {
    var breaker = ended(CLOSED, "xxxxx");
    for (int seconds : new int[] {30, 60, 120, 240, 480, 900, 900, 900}) {
      assertThat(Duration.between(NOW, breaker.probeAt())).hasSeconds(seconds);
      breaker = breaker.trying(NOW.plusSeconds(1)).after(Health.ILL, NOW, 1);
    }
  }

  @Test
  void chance_shortens_a_wait_by_a_fifth_at_most() {
    var breaker = ended(CLOSED, "xxxx").after(Health.ILL, NOW, 0);
    assertThat(Duration.between(NOW, breaker.probeAt())).hasSeconds(24);
  }

  @Test
  void what_left_before_it_opened_changes_nothing() {
    var open = ended(CLOSED, "xxxxx");
    assertThat(ended(open, "oxo")).isEqualTo(open);
  }

  @Test
  void a_system_that_has_enough_for_now_is_not_ill() {
    var breaker = CLOSED;
    for (int i = 0; i < 30; i++) {
      breaker = breaker.after(Health.BUSY, NOW, 1);
    }
    assertThat(breaker).isEqualTo(CLOSED);
  }

  private static Breaker ended(Breaker breaker, String how) {
    var after = breaker;
    for (char c : how.toCharArray()) {
      after = after.after(c == 'x' ? Health.ILL : Health.WELL, NOW, 1);
    }
    return after;
  }
}
