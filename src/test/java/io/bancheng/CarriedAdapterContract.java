package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.ledger.Deliveries;
import io.bancheng.ledger.DepartmentLines;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What departments get besides whose letters the hub itself brings to their systems. */
abstract class CarriedAdapterContract extends AdapterContract {
  @Autowired Deliveries deliveries;
  @Autowired DepartmentLines lines;

  /** The department's system says that it has no time just now. */
  abstract void busy();

  /** The department's system takes a letter, but the hub never hears so. */
  abstract void unsure();

  @AfterEach
  void everything_goes_on() {
    lines.resume(DepartmentId.parse(DEPARTMENT), "test", "test", CLOCK.instant());
    jdbc.update(
        "update department_line set breaker = 'CLOSED', recent = '', held_until = null, probe_at ="
            + " null, openings = 0");
  }

  @Test
  void a_system_that_has_no_time_gets_it_later() {
    busy();
    String caseNo = order();
    eventually(() -> assertThat(states(caseNo)).contains("FAILED"));
    well();
    sooner(() -> assertThat(states(caseNo)).endsWith("DELIVERED"));
    assertThat(got(caseNo).stream().map(Got::key).distinct()).hasSize(1);
  }

  @Test
  void what_may_have_arrived_is_parked_and_a_person_lets_it_go_again_under_its_key() {
    unsure();
    String caseNo = order();
    eventually(() -> assertThat(states(caseNo)).containsExactly("PARKED"));
    assertThat(got(caseNo)).hasSize(1);
    well();
    String next = order();
    eventually(() -> assertThat(states(next)).containsExactly("DELIVERED"));
    assertThat(hub().retryParked(parked(caseNo)).status()).isEqualTo(202);
    sooner(() -> assertThat(states(caseNo)).containsExactly("PARKED", "DELIVERED"));
    assertThat(got(caseNo)).extracting(Got::key).containsOnly(assignment(caseNo));
  }

  @Test
  void a_node_that_dies_in_the_middle_leaves_a_doubt_and_nothing_is_sent_blindly() {
    lines.pause(DepartmentId.parse(DEPARTMENT), "test", "test", CLOCK.instant());
    String caseNo = order();
    eventually(() -> assertThat(states(caseNo)).containsExactly("PENDING"));
    jdbc.update(
        "update delivery set state = 'SENDING', lease_no = 1, lease_until = ? where case_no = ?",
        java.sql.Timestamp.from(CLOCK.instant().plusSeconds(1)),
        caseNo);
    lines.resume(DepartmentId.parse(DEPARTMENT), "test", "test", CLOCK.instant());
    CLOCK.forward(Duration.ofSeconds(2));
    eventually(() -> assertThat(states(caseNo)).containsExactly("PARKED"));
    assertThat(got(caseNo)).isEmpty();
  }

  @Test
  void a_paused_department_gets_nothing_until_it_is_resumed() {
    lines.pause(DepartmentId.parse(DEPARTMENT), "test", "test", CLOCK.instant());
    String caseNo = order();
    eventually(() -> assertThat(states(caseNo)).containsExactly("PENDING"));
    assertThat(got(caseNo)).isEmpty();
    lines.resume(DepartmentId.parse(DEPARTMENT), "test", "test", CLOCK.instant());
    eventually(() -> assertThat(got(caseNo)).hasSize(1));
  }

  /** The attempts of a case's assignment, in order. */
  final List<String> states(String caseNo) {
    return jdbc.queryForList(
        "select state from delivery where msg_id = ?::uuid order by attempt",
        String.class,
        assignment(caseNo));
  }

  /** The id of the parked message of a case. */
  final long parked(String caseNo) {
    return jdbc.queryForObject(
        "select max(id) from inbound where case_no = ? and state = 'Q'", Long.class, caseNo);
  }

  /** The parked messages with that reason. */
  final List<JsonNode> parkedFor(String reason) {
    return hub().parked().stream().filter(p -> p.path("reason").asText().equals(reason)).toList();
  }
}
