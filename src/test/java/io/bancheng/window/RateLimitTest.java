package io.bancheng.window;

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
    return new RateLimit(new WindowSettings(perClient, inAll, Duration.ofMinutes(10), 16), clock);
  }

  @Test
  void an_address_may_send_so_many_forms_and_others_go_on() {
    var limit = limit(2, 100);
    limit.form(HOME);
    limit.form(HOME);
    assertThatThrownBy(() -> limit.form(HOME)).isInstanceOf(TooMany.class);
    assertThatCode(() -> limit.form("203.0.113.8")).doesNotThrowAnyException();
  }

  @Test
  void a_look_at_the_page_counts_a_tenth_of_a_form() {
    var limit = limit(1, 100);
    for (int n = 0; n < 10; n++) {
      limit.look(HOME);
    }
    assertThatThrownBy(() -> limit.look(HOME)).isInstanceOf(TooMany.class);
  }

  @Test
  void whoever_waits_as_long_as_told_is_let_in() {
    var limit = limit(1, 100);
    limit.form(HOME);
    var refused = catchThrowableOfType(TooMany.class, () -> limit.form(HOME));
    assertThat(refused.seconds()).isEqualTo(600);
    clock.turnTo("2026-10-12T09:09:59");
    assertThatThrownBy(() -> limit.form(HOME)).isInstanceOf(TooMany.class);
    clock.turnTo("2026-10-12T09:10:00");
    assertThatCode(() -> limit.form(HOME)).doesNotThrowAnyException();
  }

  @Test
  void a_clock_that_is_set_back_keeps_nobody_waiting() {
    var limit = limit(1, 100);
    limit.form(HOME);
    clock.turnTo("2026-10-11T09:00:00");
    assertThatThrownBy(() -> limit.form(HOME)).isInstanceOf(TooMany.class);
    clock.turnTo("2026-10-11T09:10:00");
    assertThatCode(() -> limit.form(HOME)).doesNotThrowAnyException();
  }

  @Test
  void all_together_are_limited_too() {
    var limit = limit(100, 2);
    limit.form("203.0.113.1");
    limit.form("203.0.113.2");
    assertThatThrownBy(() -> limit.form("203.0.113.3")).isInstanceOf(TooMany.class);
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
