package io.bancheng;

import static io.bancheng.harness.OutsideSystem.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.harness.AdapterHome;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.Orders;
import io.bancheng.harness.OutsideSystem;
import io.bancheng.harness.RunningHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** kill -9 while a letter is on its way to a department's system. */
class KilledDeliveryTest {
  @Test
  void a_letter_on_its_way_is_in_doubt_afterwards_and_is_not_sent_again() throws Exception {
    var home = new AdapterHome();
    var dead = new CountDownLatch(1);
    try (var office = new OutsideSystem()) {
      home.department(
          "340882-ybj",
          "adapter: rest\nrest: { url: \"%s\", auth: none, total: 10s, response: 10s }\n"
              .formatted(office.url()));
      office.is(
          exchange -> {
            try {
              dead.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      office.up();
      var folders =
          Map.of(
              "BANCHENG_CONFIG", home.var().resolve("config").toString(),
              "BANCHENG_MAPPINGS", home.var().resolve("mappings").toString());
      try (var hub = new RunningHub(home.var(), folders).start()) {
        String caught = order(hub.client(), "KILLED-1");
        await()
            .atMost(Duration.ofSeconds(40))
            .untilAsserted(() -> assertThat(office.requests()).hasSize(1));
        assertThat(states(hub.client(), caught)).containsExactly("SENDING");
        hub.kill();
        dead.countDown();
        office.is(status(200));
        hub.start();
        String next = order(hub.client(), "KILLED-2");
        await()
            .atMost(Duration.ofSeconds(40))
            .untilAsserted(
                () -> assertThat(states(hub.client(), next)).containsExactly("DELIVERED"));
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () -> assertThat(states(hub.client(), caught)).containsExactly("PARKED"));
        assertThat(office.requests()).hasSize(2);
      }
    }
  }

  private static String order(HubClient hub, String code) {
    return hub.push("hotline", Orders.numbered(code)).text("caseNo");
  }

  private static List<String> states(HubClient hub, String caseNo) {
    JsonNode attempts =
        hub.get("staff.admin", "/api/v1/cases/" + caseNo + "/deliveries").body().path("attempts");
    return attempts.findValuesAsText("state");
  }
}
