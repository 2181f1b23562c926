package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.Orders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Several messages in one request (批量): each has its own end, in order. */
class BatchIntakeTest extends HubTest {
  @Autowired JdbcTemplate jdbc;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-12T09:00:00");
  }

  @Test
  void every_order_of_a_list_becomes_a_case_and_sent_again_is_the_same_one() {
    var orders = IntStream.range(0, 100).mapToObj(i -> Orders.numbered("LIST-" + i)).toList();
    var first = list(orders);
    assertThat(first.status()).isEqualTo(207);
    assertThat(results(first, "httpStatus")).hasSize(100).containsOnly("201");
    assertThat(results(first, "caseNo")).doesNotHaveDuplicates();
    assertThat(results(first, "index")).startsWith("0", "1", "2");
    String last = first.body().at("/results/99/caseNo").asText();
    assertThat(hub().push("hotline", Orders.numbered("LIST-99")).text("caseNo")).isEqualTo(last);

    var again = list(orders);
    assertThat(results(again, "httpStatus")).containsOnly("200");
    assertThat(results(again, "replayed")).containsOnly("true");
    assertThat(results(again, "caseNo")).isEqualTo(results(first, "caseNo"));
  }

  @Test
  void cases_that_come_together_share_their_commits() {
    var answer = list(IntStream.range(0, 60).mapToObj(i -> Orders.numbered("ONE-" + i)).toList());
    var commits =
        jdbc.queryForList(
            "select distinct xmin::text from case_record where case_no = any (?)",
            String.class,
            (Object) results(answer, "caseNo").toArray(String[]::new));
    assertThat(commits).hasSize(1);
  }

  @Test
  void what_is_no_case_is_refused_and_parked_alone() {
    var nothing = Orders.order("", "340882", "标题", "").toString();
    var lines =
        String.join(
            "\n",
            Orders.numbered("LINE-1"),
            "{\"sysCode\":",
            nothing,
            Orders.numbered("LINE-1").replace("备案", "报销"),
            Orders.numbered("LINE-2"));
    long before = parked();
    var answer =
        hub().push("hotline", "application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8));
    assertThat(results(answer, "httpStatus")).containsExactly("201", "400", "422", "409", "201");
    assertThat(results(answer, "code"))
        .containsExactly("0", "UNREADABLE", "INVALID", "CONFLICT", "0");
    assertThat(answer.body().at("/results/2/errors")).isNotEmpty();
    assertThat(parked()).isEqualTo(before + 3);
  }

  @Test
  void the_same_order_twice_in_one_list_is_one_case() {
    var answer = list(List.of(Orders.numbered("TWICE-1"), Orders.numbered("TWICE-1")));
    assertThat(results(answer, "httpStatus")).containsExactlyInAnyOrder("201", "200");
    assertThat(results(answer, "caseNo").stream().distinct()).hasSize(1);
  }

  @Test
  void a_word_about_an_order_of_the_same_list_finds_it() {
    var urge = Orders.note("URGE", "NOTED-1", "urgeContent", "仍未办理，请尽快。").toString();
    var answer = list(List.of(Orders.numbered("NOTED-1"), urge, Orders.numbered("NOTED-2")));
    assertThat(results(answer, "httpStatus")).containsExactly("201", "202", "201");
    String caseNo = answer.body().at("/results/0/caseNo").asText();
    assertThat(answer.body().at("/results/1/caseNo").asText()).isEqualTo(caseNo);
    assertThat(hub().find(caseNo).path("urges").asInt()).isEqualTo(1);
  }

  @Test
  void a_list_that_does_not_end_is_parked_as_it_is() {
    long before = parked();
    var answer = hub().push("hotline", "[" + Orders.numbered("CUT-1"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(hub().push("hotline", "[]").status()).isEqualTo(422);
    assertThat(parked()).isEqualTo(before + 2);
  }

  private HubClient.Answer list(List<String> items) {
    return hub().push("hotline", "[" + String.join(",\n", items) + "]");
  }

  private static List<String> results(HubClient.Answer answer, String field) {
    return StreamSupport.stream(answer.body().path("results").spliterator(), false)
        .map((JsonNode item) -> item.path(field).asText())
        .toList();
  }

  private long parked() {
    return jdbc.queryForObject("select count(*) from inbound where state = 'Q'", Long.class);
  }
}
