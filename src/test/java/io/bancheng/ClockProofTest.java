package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.harness.Orders;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** How a deadline is proved, over HTTP. */
class ClockProofTest extends HubTest {
  @Test
  void every_limit_of_a_case_over_national_day_is_proved_day_by_day() {
    CLOCK.turnTo("2026-09-30T16:52:30");
    String caseNo = push("PROOF-1");

    var proof = hub().get("staff.admin", "/api/v1/cases/" + caseNo + "/clocks").body();

    assertThat(proof.path("clocks")).isNotEmpty();
    for (JsonNode clock : proof.path("clocks")) {
      assertThat(clock.has("days")).isEqualTo(!clock.path("kind").asText().equals("SOURCE"));
      if (clock.has("days")) {
        var days = clock.path("days");
        var last = days.get(days.size() - 1);
        assertThat(clock.path("holds").asBoolean()).isTrue();
        assertThat(clock.path("dueAt").asText()).startsWith(last.path("date").asText());
      }
    }
    var handle = clock(proof, "HANDLE");
    assertThat(handle.path("limitZh").asText()).isEqualTo("10个工作日");
    assertThat(handle.path("basis").asText()).startsWith("O: ");
    assertThat(handle.path("dueAt").asText()).isEqualTo("2026-10-20T23:59:59+08:00");
    assertThat(handle.path("days")).hasSize(21);
    assertThat(handle.at("/days/1/kindZh").asText()).isEqualTo("法定节假日");
    assertThat(handle.at("/days/1/name").asText()).isEqualTo("国庆节");
    assertThat(handle.at("/days/10/kindZh").asText()).isEqualTo("调休上班");
    assertThat(handle.at("/days/20/total").asText()).isEqualTo("10wd");
    assertThat(handle.at("/days/20/weekdayZh").asText()).isEqualTo("星期二");
  }

  @Test
  void the_proof_can_be_printed() {
    CLOCK.turnTo("2026-09-30T16:52:30");
    String caseNo = push("PROOF-2");

    var page =
        hub()
            .send(
                hub()
                    .request("staff.admin", "/api/v1/cases/" + caseNo + "/clocks")
                    .header("Accept", "text/html")
                    .GET());

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.raw().headers().firstValue("Content-Type").orElse("")).contains("text/html");
    assertThat(page.raw().body())
        .contains("时限计算书", "法定节假日", "调休上班", "10个工作日", "2026-10-20")
        .doesNotContain("th:text");
  }

  @Test
  void a_time_that_a_person_set_is_shown_and_not_counted() {
    CLOCK.turnTo("2026-10-12T10:00:00");
    String caseNo = push("PROOF-4");
    String share = "\"assignmentId\":\"" + caseNo + "-1\"";
    assertThat(hub().act(caseNo, "sign", "{" + share + "}").status()).isEqualTo(200);
    var rest = ",\"reasonCode\":\"WAIT_UPPER_LEVEL\",\"requestedWorkdays\":3}";
    assertThat(hub().act(caseNo, "requestSuspension", "{" + share + rest).status()).isEqualTo(200);
    assertThat(hub().act(caseNo, "suspend", "{}").status()).isEqualTo(200);

    var proof = hub().get("staff.admin", "/api/v1/cases/" + caseNo + "/clocks");

    assertThat(proof.status()).isEqualTo(200);
    assertThat(clock(proof.body(), "SUSPENSION").path("dueAt").asText())
        .isEqualTo("2026-10-15T23:59:59+08:00");
    assertThat(clock(proof.body(), "SUSPENSION").has("days")).isFalse();
  }

  @Test
  void a_case_of_others_has_no_proof() {
    String caseNo = push("PROOF-3");

    assertThat(hub().get("channel.web", "/api/v1/cases/" + caseNo + "/clocks").status())
        .isEqualTo(404);
  }

  private static JsonNode clock(JsonNode proof, String kind) {
    return StreamSupport.stream(proof.path("clocks").spliterator(), false)
        .filter(c -> c.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private String push(String order) {
    var text = "来电人系低保户，住院后医保报销金额与政策不符，请核实。";
    var answer =
        hub().push("hotline", Orders.order(order, "340882", "低保户住院报销金额不对", text).toString());
    assertThat(answer.status()).isEqualTo(201);
    return answer.text("caseNo");
  }
}
