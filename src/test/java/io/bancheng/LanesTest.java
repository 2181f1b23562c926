package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.harness.Orders;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.PriorityOrdered;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whoever takes all connections of one kind leaves those of the others alone. */
class LanesTest extends HubTest {
  @Autowired DataSource ledger;
  @Autowired JdbcTemplate jdbc;

  private final List<Connection> taken = new ArrayList<>();

  @AfterEach
  void give_back() throws SQLException {
    Lane.request(null);
    for (Connection connection : taken) {
      connection.close();
    }
  }

  /** Spring asks the declared type whether it goes first: what wraps the pool comes later. */
  @Test
  void they_are_divided_before_anybody_else_stands_between_the_ledger_and_its_database()
      throws NoSuchMethodException {
    var division = LaneWiring.class.getDeclaredMethod("lanes", DefaultListableBeanFactory.class);
    assertThat(PriorityOrdered.class).isAssignableFrom(division.getReturnType());
    assertThat(ledger).isInstanceOf(Lanes.class);
  }

  @Test
  void people_who_look_at_everything_stop_no_order_and_no_letter() throws SQLException {
    starve(Lane.CONSOLE, Lane.POLLING, Lane.DELIVERY);

    String caseNo = push("LANES-CONSOLE");

    Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> sent(caseNo));
    assertThat(ready()).isEqualTo(200);
    assertThat(hub().get("staff.admin", "/api/v1/cases/" + caseNo).status()).isEqualTo(503);
  }

  @Test
  void work_that_hangs_stops_no_order_and_nobody_who_looks() throws SQLException {
    starve(Lane.WORK, Lane.RELAY, Lane.POLLING, Lane.DELIVERY);

    String caseNo = push("LANES-WORK");

    assertThat(ready()).isEqualTo(200);
    assertThat(hub().get("staff.admin", "/api/v1/cases/" + caseNo).status()).isEqualTo(200);
  }

  @Test
  void a_flood_of_orders_stops_no_letter_and_nobody_who_looks() throws SQLException {
    String caseNo = push("LANES-INTAKE");
    starve(Lane.INTAKE);

    assertThat(hub().push("hotline", Orders.numbered("LANES-FLOOD")).status()).isEqualTo(503);
    Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> sent(caseNo));
    assertThat(hub().get("staff.admin", "/api/v1/cases/" + caseNo).status()).isEqualTo(200);
  }

  @Test
  void threads_and_requests_have_the_lane_of_what_they_do() {
    assertThat(Lane.of("relay")).isEqualTo(Lane.RELAY);
    assertThat(Lane.of("courier")).isEqualTo(Lane.DELIVERY);
    assertThat(Lane.of("Camel (bancheng) thread #7 - timer://poll-340882.ybj"))
        .isEqualTo(Lane.POLLING);
    assertThat(Lane.of("Camel (bancheng) thread #7 - JmsConsumer[channel.hotline]"))
        .isEqualTo(Lane.WORK);
    assertThat(LaneFilter.lane("/api/v1/channels/hotline/cases")).isEqualTo(Lane.INTAKE);
    assertThat(LaneFilter.lane("/actuator/health/readiness")).isEqualTo(Lane.INTAKE);
    assertThat(LaneFilter.lane("/console/cases")).isEqualTo(Lane.CONSOLE);
    int all = Arrays.stream(Lane.values()).mapToInt(lane -> lane.of(Lane.ALL)).sum();
    assertThat(all).isEqualTo(Lane.ALL);
  }

  @Test
  void only_figures_for_people_are_read_by_several_processes_at_once() {
    assertThat(parallel(Lane.WORK)).isEqualTo("0");
    assertThat(parallel(Lane.INTAKE)).isEqualTo("0");
    assertThat(parallel(Lane.RELAY)).isEqualTo("0");
    assertThat(parallel(Lane.CONSOLE)).isNotEqualTo("0");
  }

  private String parallel(Lane lane) {
    Lane.request(lane);
    return jdbc.queryForObject("show max_parallel_workers_per_gather", String.class);
  }

  private void starve(Lane... lanes) throws SQLException {
    for (Lane lane : lanes) {
      Lane.request(lane);
      for (int i = 0; i < lane.of(Lane.ALL); i++) {
        taken.add(ledger.getConnection());
      }
    }
    Lane.request(Lane.INTAKE == lanes[0] ? Lane.CONSOLE : Lane.INTAKE);
  }

  private String push(String number) {
    var answer = hub().push("hotline", Orders.numbered(number));
    assertThat(answer.status()).isEqualTo(201);
    return answer.text("caseNo");
  }

  private int ready() {
    return hub().get("staff.admin", "/actuator/health/readiness").status();
  }

  private boolean sent(String caseNo) {
    return jdbc.queryForObject(
            "select count(*) from outbox where case_no = ? and state = 'P'", Integer.class, caseNo)
        == 0;
  }
}
