package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bancheng.harness.Department;
import io.bancheng.harness.Orders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Departments that share a case and answer in the same moment. */
class SimultaneousRepliesTest extends HubTest {
  private static final List<String> DEPARTMENTS =
      List.of("341322.scj", "341322.swj", "341322.rsj", "341322.bdc");
  private static final int CASES = 25;

  @Test
  void the_last_of_four_simultaneous_answers_closes_every_case_once() throws Exception {
    CLOCK.turnTo("2026-10-21T09:00:00");
    var systems = new HashMap<String, Department>();
    for (String id : DEPARTMENTS) {
      systems.put(id, Department.of(broker.port(), id, hub()));
    }
    var pool = Executors.newFixedThreadPool(DEPARTMENTS.size());
    try {
      var cases = IntStream.range(0, CASES).mapToObj(this::dispatched).toList();
      var together = new CyclicBarrier(DEPARTMENTS.size());
      var answering = new ArrayList<Callable<Void>>();
      for (String id : DEPARTMENTS) {
        answering.add(
            () -> {
              for (String caseNo : cases) {
                together.await();
                answer(systems.get(id), id, caseNo);
              }
              return null;
            });
      }
      for (var done : pool.invokeAll(answering)) {
        done.get();
      }
      for (String caseNo : cases) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> hub().find(caseNo).path("status").asText().equals("FEEDBACK_GIVEN"));
        assertThat(events(caseNo))
            .containsOnlyOnceElementsOf(List.of("OpinionIssued", "Closed", "FeedbackGiven"))
            .filteredOn("OpinionSubmitted"::equals)
            .hasSize(DEPARTMENTS.size());
      }
    } finally {
      pool.shutdownNow();
      for (var system : systems.values()) {
        system.close();
      }
    }
  }

  /** A case in the hands of all four; the coordinator's action is another way into it. */
  private String dispatched(int n) {
    var order = Orders.order("SZ-AT-ONCE-" + n, "341322", "我要反映一个复杂的问题", "我要反映一个复杂的问题，见面再说。");
    String caseNo = hub().push("hotline", order.toString()).text("caseNo");
    var answer =
        hub()
            .act(
                caseNo,
                "dispatch",
                "{\"lead\":\"341322:scj\",\"supports\":\"341322:swj,341322:rsj,341322:bdc\"}");
    assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(200);
    return caseNo;
  }

  private static void answer(Department system, String id, String caseNo) {
    var said =
        Department.reply(
            "OPINION_SUBMITTED", caseNo + "-" + (DEPARTMENTS.indexOf(id) + 1), CLOCK.toString());
    said.put("resultType", "SOLVED").put("opinionText", "已办").put("publicReplyText", "已办");
    system.send(said.toString());
  }

  private List<String> events(String caseNo) {
    var events = hub().get("staff.admin", "/api/v1/cases/" + caseNo + "/events").body();
    assertThat(events.path("chainHolds").asBoolean()).isTrue();
    return StreamSupport.stream(events.path("events").spliterator(), false)
        .map(e -> e.path("type").asText())
        .toList();
  }
}
