package io.bancheng.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bancheng.harness.CrankedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final String HOME = "203.0.113.7";

  private final CrankedClock clock = new CrankedClock("2026-10-12T09:00:00");

  private RateLimit limit(int perClient, int inAll) {
    return new RateLimit(perClient, inAll, Duration.ofMinutes(10), clock);
  }

  @Test
  void an_address_may_spend_so_much_and_others_go_on() {
    var limit = limit(2, 100);
    limit.spend(HOME, 1);
    limit.spend(HOME, 1);
    assertThatThrownBy(() -> limit.spend(HOME, 1)).isInstanceOf(TooMany.class);
    assertThatCode(() -> limit.spend("203.0.113.8", 1)).doesNotThrowAnyException();
  }

  @Test
  void what_costs_more_is_refused_earlier() {
    var limit = limit(10, 100);
    limit.spend(HOME, 1);
    assertThatThrownBy(() -> limit.spend(HOME, 10)).isInstanceOf(TooMany.class);
    assertThatCode(() -> limit.spend(HOME, 9)).doesNotThrowAnyException();
  }

  @Test
  void whoever_waits_as_long_as_told_is_let_in() {
    var limit = limit(1, 100);
    limit.spend(HOME, 1);
    var refused = catchThrowableOfType(TooMany.class, () -> limit.spend(HOME, 1));
    assertThat(refused.seconds()).isEqualTo(600);
    clock.turnTo("2026-10-12T09:09:59");
    assertThatThrownBy(() -> limit.spend(HOME, 1)).isInstanceOf(TooMany.class);
    clock.turnTo("2026-10-12T09:10:00");
    assertThatCode(() -> limit.spend(HOME, 1)).doesNotThrowAnyException();
  }

  @Test
  void a_clock_that_is_set_back_keeps_nobody_waiting() {
    var limit = limit(1, 100);
    limit.spend(HOME, 1);
    clock.turnTo("2026-10-11T09:00:00");
    assertThatThrownBy(() -> limit.spend(HOME, 1)).isInstanceOf(TooMany.class);
    clock.turnTo("2026-10-11T09:10:00");
    assertThatCode(() -> limit.spend(HOME, 1)).doesNotThrowAnyException();
  }

  @Test
  void all_together_are_limited_too() {
    var limit = limit(100, 2);
    limit.spend("203.0.113.1", 1);
    limit.spend("203.0.113.2", 1);
    assertThatThrownBy(() -> limit.spend("203.0.113.3", 1)).isInstanceOf(TooMany.class);
  }

  @Test
  void an_ipv6_subscriber_is_one_whatever_address_of_theirs_is_used() {
    assertThat(ClientAddress.of("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(ClientAddress.of("2001:db8:1:2::1"))
        .isNotEqualTo(ClientAddress.of("2001:db8:1:3::1"));
    assertThat(ClientAddress.of("::ffff:203.0.113.7")).isEqualTo(HOME);
    assertThat(ClientAddress.of("no:address")).isEqualTo("no:address");
    assertThat(ClientAddress.of("x".repeat(1000))).hasSizeLessThan(100);
  }
}
