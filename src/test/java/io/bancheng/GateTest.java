package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.routes.Turnstile;
import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class GateTest {
  private final ApplicationAvailabilityBean availability = new ApplicationAvailabilityBean();
  private final Gate gate = new Gate(availability, new Turnstile());
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final CountDownLatch served = new CountDownLatch(1);
  private final AtomicInteger inside = new AtomicInteger();

  /** Whoever comes in is served slowly. */
  private final FilterChain slow =
      (request, response) -> {
        inside.incrementAndGet();
        await(served);
      };

  @AfterEach
  void close() {
    served.countDown();
    callers.shutdown();
  }

  @Test
  void nobody_is_let_in_before_the_hub_is_ready() throws Exception {
    var answer = push("hotline");
    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("2");
  }

  @Test
  void the_129th_push_of_a_channel_is_told_to_come_again_and_another_channel_is_served()
      throws Exception {
    open();
    crowd("hotline", 128, 128);
    var answer = push("hotline");
    assertThat(answer.getStatus()).isEqualTo(429);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("2");
    assertThat(answer.getContentType()).isEqualTo("application/problem+json");
    assertThat(answer.getContentAsString())
        .contains("\"code\":\"TOO_MANY_REQUESTS\"", "\"status\":429");

    crowd("counter", 1, 129);
  }

  @Test
  void the_161st_push_of_all_is_told_that_the_hub_is_busy_and_who_only_looks_comes_in()
      throws Exception {
    open();
    crowd("hotline", 128, 128);
    crowd("counter", 32, 160);
    assertThat(push("web").getStatus()).isEqualTo(503);

    var looking = new AtomicInteger();
    gate.doFilter(
        new MockHttpServletRequest("GET", "/api/v1/cases"),
        new MockHttpServletResponse(),
        (request, response) -> looking.incrementAndGet());
    assertThat(looking).hasValue(1);
  }

  @Test
  void who_was_served_makes_room() throws Exception {
    open();
    crowd("hotline", 128, 128);
    served.countDown();
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> push("hotline").getStatus() == 200);
  }

  private void open() {
    availability.onApplicationEvent(
        new AvailabilityChangeEvent<>(this, ReadinessState.ACCEPTING_TRAFFIC));
  }

  private void crowd(String channel, int many, int thenInside) {
    for (int i = 0; i < many; i++) {
      callers.execute(() -> push(channel));
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .untilAtomic(inside, org.hamcrest.Matchers.is(thenInside));
  }

  private MockHttpServletResponse push(String channel) {
    var response = new MockHttpServletResponse();
    var request = new MockHttpServletRequest("POST", "/api/v1/channels/" + channel + "/cases");
    try {
      gate.doFilter(request, response, slow);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return response;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
