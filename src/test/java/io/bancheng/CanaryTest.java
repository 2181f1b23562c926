package io.bancheng;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.harness.HubClient.Answer;
import io.bancheng.harness.Leaks;
import io.bancheng.harness.Orders;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Planted names and numbers come out only where they belong; that no log line has them is asked
 * after every test of every hub.
 */
class CanaryTest extends HubTest {
  private static final String WORDS = "金丝雀樱桃";
  private static final String PHONE = "13977776666";
  private static final String IDENTITY = "340882199001011234";

  /** A time that is none is flagged and not refused; the others are. */
  private static final List<Integer> ANSWERS = List.of(201, 400, 404, 409, 415, 422);

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-11-09T09:00:00");
  }

  @Test
  void lists_masks_metrics_and_errors_say_nobody_s_name() {
    String caseNo = push(order("CANARY-1")).text("caseNo");
    hub().find(caseNo);
    for (String path :
        List.of(
            "/api/v1/cases",
            "/api/v1/cases/" + caseNo,
            "/api/v1/cases/" + caseNo + "/events",
            "/api/v1/cases/" + caseNo + "/deliveries",
            "/api/v1/tasks",
            "/api/v1/alerts",
            "/api/v1/parked",
            "/api/v1/feedback/call-list",
            "/actuator/prometheus")) {
      String body = hub().get("staff.admin", path).raw().body();
      assertThat(body).as(path).doesNotContain(PHONE, IDENTITY, WORDS + "某");
    }
    String page = hub().get("staff.admin", "/console/cases/" + caseNo).raw().body();
    assertThat(page).doesNotContain(PHONE, IDENTITY, WORDS + "某");
    assertThat(hub().get("staff.auditor", "/api/v1/audit").raw().body())
        .doesNotContain(PHONE, WORDS);
  }

  @Test
  void what_is_refused_is_not_said_again() {
    for (Answer refused : refused()) {
      assertThat(refused.status()).as(refused.raw().body()).isIn(ANSWERS);
      assertThat(refused.raw().body()).doesNotContain(PHONE, IDENTITY, WORDS);
    }
    assertThat(hub().get("staff.admin", "/api/v1/parked").raw().body())
        .doesNotContain(PHONE, IDENTITY, WORDS);
  }

  @Test
  void the_watch_over_the_log_would_see_them() {
    var log = org.slf4j.LoggerFactory.getLogger("io.bancheng.canary");
    log.warn("called {}", PHONE);
    log.warn("identity {}", IDENTITY, new IllegalStateException(WORDS));
    log.warn("case 340882261109000017 of 340882");
    log.warn("key {}", hub().secret("channel.hotline"));
    assertThat(Leaks.found()).hasSize(3);
    hub().get("staff.admin", "/nowhere?phone=" + PHONE);
    assertThat(Leaks.found()).singleElement().asString().startsWith("address");
  }

  private List<Answer> refused() {
    var answers = new ArrayList<Answer>();
    var order = order("CANARY-2");
    answers.add(push(with(order, "callTime", WORDS + PHONE + IDENTITY)));
    answers.add(push(with(order("CANARY-3"), "appealContent", "")));
    String text = order("CANARY-4").toString();
    answers.add(hub().push("hotline", text.substring(0, text.length() - 20)));
    answers.add(hub().push("hotline", "text/plain", text.getBytes(UTF_8)));
    answers.add(
        hub().push("hotline", "application/json", ("[" + text + "," + PHONE).getBytes(UTF_8)));
    answers.add(
        hub()
            .say(
                "hotline",
                Orders.note("URGE", "CANARY-NONE", "urgeContent", WORDS + PHONE).toString()));
    return answers;
  }

  private Answer push(ObjectNode order) {
    return hub().push("hotline", order.toString());
  }

  private static ObjectNode with(ObjectNode order, String field, String value) {
    ((ObjectNode) order.get("data")).put(field, value);
    return order;
  }

  private static ObjectNode order(String id) {
    var order = Orders.order(id, "340882", "异地就医备案失败", "异地就医备案一直提示失败，请帮助。");
    ((ObjectNode) order.get("data"))
        .put("callerName", WORDS + "某")
        .put("callerTel", PHONE)
        .put("contactTel", PHONE);
    return order;
  }
}
