package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bancheng.harness.Department;
import io.bancheng.harness.Orders;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Results that channels have are noted many at a time, and one that cannot be stops no other. */
class FeedbackTogetherTest extends HubTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Autowired JdbcTemplate jdbc;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-12T09:00:00");
  }

  @Test
  void every_result_is_noted_as_told_once_and_one_in_the_way_stops_no_other() throws Exception {
    var cases = told(12);
    assertThat(cases).allSatisfy(c -> assertThat(given(c)).isEqualTo(1));
    assertThat(cases)
        .allSatisfy(
            c ->
                assertThat(
                        hub()
                            .get("staff.admin", "/api/v1/cases/" + c + "/events")
                            .body()
                            .path("chainHolds")
                            .asBoolean())
                    .isTrue());

    String inTheWay = cases.get(0);
    jdbc.update("update person_data set case_no = '-' || case_no where case_no = ?", inTheWay);
    owedAgain(cases);
    try {
      await().atMost(PATIENCE).until(() -> open(cases).equals(List.of(inTheWay)));
      assertThat(cases.subList(1, 12)).allSatisfy(c -> assertThat(given(c)).isEqualTo(1));
    } finally {
      jdbc.update(
          "update person_data set case_no = ? where case_no = '-' || ?", inTheWay, inTheWay);
    }
    await().atMost(PATIENCE).until(() -> open(cases).isEmpty());
  }

  /** So many cases whose results their channel has. */
  private List<String> told(int many) throws Exception {
    try (var department = Department.of(broker.port(), "340882.ybj", hub())) {
      var cases =
          IntStream.range(0, many)
              .mapToObj(i -> hub().push("hotline", Orders.numbered("TOLD-" + i)).text("caseNo"))
              .toList();
      for (String caseNo : cases) {
        var opinion =
            Department.reply("OPINION_SUBMITTED", caseNo + "-1", CLOCK.toString())
                .put("resultType", "SOLVED")
                .put("opinionText", "已为来电人备案");
        department.send(opinion.toString());
      }
      await().atMost(PATIENCE).until(() -> cases.stream().allMatch(c -> given(c) == 1));
      return cases;
    }
  }

  private int given(String caseNo) {
    return jdbc.queryForObject(
        "select count(*) from case_event where case_no = ? and type = 'FeedbackGiven'",
        Integer.class,
        caseNo);
  }

  /** The same letters once more, all in the same moment. */
  private void owedAgain(List<String> cases) {
    jdbc.update(
        "update outbox set acked_at = null where type = 'FEEDBACK' and case_no = any (?)",
        (Object) cases.toArray(String[]::new));
  }

  private List<String> open(List<String> cases) {
    return jdbc.queryForList(
        "select case_no from outbox where type = 'FEEDBACK' and acked_at is null"
            + " and case_no = any (?)",
        String.class,
        (Object) cases.toArray(String[]::new));
  }
}
