package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bancheng.harness.Department;
import io.bancheng.harness.Orders;
import io.bancheng.harness.RunningHub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of 200 pushes: nothing accepted is lost, nothing is done twice. */
class KilledHubTest {
  private static final int ORDERS = 200;

  private final Map<String, String> accepted = new ConcurrentHashMap<>();

  @Test
  void a_kill_in_the_middle_of_200_pushes_loses_and_doubles_nothing(@TempDir Path var)
      throws Exception {
    try (var hub = new RunningHub(var, Map.of()).start()) {
      var halfway = new CountDownLatch(ORDERS / 2);
      var pushing = Executors.newFixedThreadPool(4);
      IntStream.range(0, ORDERS)
          .forEach(n -> pushing.execute(() -> pushUntilAccepted(hub, "KILL" + n, halfway)));
      halfway.await(60, TimeUnit.SECONDS);
      hub.kill();
      hub.start();
      pushing.shutdown();
      assertThat(pushing.awaitTermination(120, TimeUnit.SECONDS)).isTrue();

      assertThat(accepted).hasSize(ORDERS);
      assertThat(accepted.values()).doesNotHaveDuplicates();
      try (var department = Department.of(hub.brokerPort(), "340882.ybj", hub.client())) {
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(cases(department)).containsAll(accepted.values()));
        assertThat(cases(department)).doesNotHaveDuplicates();
      }
      accepted.forEach(
          (order, caseNo) -> assertThat(again(hub, order)).as("order %s", order).isEqualTo(caseNo));
    }
  }

  private static List<String> cases(Department department) {
    return department.received().stream()
        .filter(r -> r.type().equals("ASSIGNMENT_DISPATCHED"))
        .map(r -> r.body().path("caseNo").asText())
        .toList();
  }

  /** A hotline pushes until it has its answer; so does this one. */
  private void pushUntilAccepted(RunningHub hub, String order, CountDownLatch accepts) {
    await()
        .atMost(Duration.ofSeconds(100))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              var answer = hub.client().push("hotline", Orders.numbered(order));
              if (answer.status() == 201 || answer.status() == 200) {
                accepted.put(order, answer.text("caseNo"));
                accepts.countDown();
                return true;
              }
              return false;
            });
  }

  private static String again(RunningHub hub, String order) {
    var answer = hub.client().push("hotline", Orders.numbered(order));
    assertThat(answer.status()).isEqualTo(200);
    return answer.text("caseNo");
  }
}
