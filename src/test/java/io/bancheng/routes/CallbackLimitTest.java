package io.bancheng.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallbackLimitTest {
  private long now = -5;
  private final CallbackLimit limit = new CallbackLimit(() -> now);

  @Test
  void one_department_makes_few_calls_at_once_and_another_is_not_asked_to_wait() {
    for (int i = 0; i < CallbackLimit.AT_ONCE; i++) {
      assertThat(limit.begin("340882.ybj")).isTrue();
    }
    assertThat(limit.begin("340882.ybj")).isFalse();
    assertThat(limit.begin("340882.gaj")).isTrue();
    limit.end("340882.ybj");
    assertThat(limit.begin("340882.ybj")).isTrue();
  }

  @Test
  void after_a_burst_only_so_many_calls_a_second_are_taken() {
    assertThat(taken(1000)).isEqualTo(CallbackLimit.BURST);
    assertThat(taken(10)).isZero();
    now += TimeUnit.SECONDS.toNanos(1);
    assertThat(taken(1000)).isEqualTo(CallbackLimit.PER_SECOND);
    now += TimeUnit.HOURS.toNanos(1);
    assertThat(taken(1000)).isEqualTo(CallbackLimit.BURST);
  }

  private int taken(int calls) {
    int taken = 0;
    for (int i = 0; i < calls; i++) {
      if (limit.begin("340882.ybj")) {
        taken++;
        limit.end("340882.ybj");
      }
    }
    return taken;
  }
}
