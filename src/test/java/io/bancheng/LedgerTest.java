package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bancheng.canonical.Case;
import io.bancheng.harness.Department;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the ledger promises, on the real database. */
class LedgerTest extends HubTest {
  @Autowired JdbcTemplate jdbc;
  @Autowired DataSource source;
  @Autowired CaseReader reader;
  @Autowired Outbox outbox;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-13T09:00:00");
  }

  @Test
  void every_stored_case_is_the_fold_of_its_events_and_every_chain_holds() throws Exception {
    String answered = push("LEDGER-1");
    try (var department = Department.of(broker.port(), "340882.ybj", hub())) {
      var opinion =
          Department.reply("OPINION_SUBMITTED", answered + "-1", CLOCK.toString())
              .put("resultType", "SOLVED")
              .put("opinionText", "已办理");
      department.send(opinion.toString());
      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> hub().find(answered).path("status").asText().equals("FEEDBACK_GIVEN"));
    }
    // of an erased case the words are gone
    for (String caseNo :
        jdbc.queryForList("select distinct case_no from person_data", String.class)) {
      Case folded = null;
      for (CaseReader.Entry entry : reader.events(caseNo)) {
        folded = entry.event().applyTo(folded);
      }
      assertThat(folded).isEqualTo(reader.find(caseNo).orElseThrow().current());
      assertThat(reader.chainHolds(caseNo)).isTrue();
    }
  }

  @Test
  void the_hub_itself_cannot_change_an_event() {
    String caseNo = push("LEDGER-2");
    assertThatThrownBy(
            () -> jdbc.update("update case_event set type = 'x' where case_no = ?", caseNo))
        .isInstanceOf(DataAccessException.class);
    assertThatThrownBy(() -> jdbc.update("delete from case_event where case_no = ?", caseNo))
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void one_push_is_one_commit() {
    push("LEDGER-3");
    long before = written("LEDGER-4");
    push("LEDGER-4");
    assertThat(before).isZero();
    assertThat(written("LEDGER-4")).isEqualTo(1);
  }

  @Test
  void pushes_that_wait_for_a_commit_share_the_next_one_and_repeats_among_them_disturb_nobody()
      throws Exception {
    var pushing = Executors.newFixedThreadPool(24);
    try (var blocker = source.getConnection()) {
      blocker.setAutoCommit(false);
      blocker.createStatement().execute("set local idle_in_transaction_session_timeout = 0");
      blocker.createStatement().execute("lock table case_record in share mode");
      var answers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 24; i++) {
        String order = "LEDGER-SHARED-" + i / 12 + "-" + Math.max(i % 12, 1);
        answers.add(pushing.submit(() -> hub().push("hotline", Orders.numbered(order)).status()));
      }
      await().pollDelay(Duration.ofMillis(900)).until(this::blocked);
      blocker.rollback();
      var statuses = new ArrayList<Integer>();
      for (var answer : answers) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsOnly(200, 201).filteredOn(s -> s == 200).hasSize(2);
    } finally {
      pushing.shutdownNow();
    }
    assertThat(transactions("LEDGER-SHARED-%")).isLessThan(20);
  }

  private boolean blocked() {
    return jdbc.queryForObject(
            "select count(*) from pg_locks where not granted and relation = 'case_record'::regclass",
            Integer.class)
        > 0;
  }

  private int transactions(String orders) {
    return jdbc.queryForObject(
        "select count(distinct xmin::text) from case_record where source_case_id like ?",
        Integer.class,
        orders);
  }

  @Test
  void a_silent_department_is_owed_its_letter_again_and_a_broker_that_knows_it_drops_it()
      throws Exception {
    String caseNo = push("LEDGER-5");
    try (var department = Department.of(broker.port(), "340882.ybj", hub())) {
      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> department.about(caseNo, "ASSIGNMENT_DISPATCHED").size() == 1);
      await().atMost(Duration.ofSeconds(15)).until(() -> sent(caseNo, 1));
      CLOCK.turnTo("2026-10-13T09:15:01");
      assertThat(outbox.sendAgain(CLOCK.instant(), 1000)).isPositive();
      await().atMost(Duration.ofSeconds(15)).until(() -> sent(caseNo, 2));
      assertThat(department.about(caseNo, "ASSIGNMENT_DISPATCHED")).hasSize(1);
    }
  }

  /** In how many transactions the rows of an order's case were written. */
  private long written(String order) {
    return jdbc.queryForObject(
        """
        select count(distinct x) from (
          select r.xmin::text x from case_record r where source_case_id = ?
          union all select e.xmin::text from case_event e join case_record r using (case_no)
            where source_case_id = ?
          union all select c.xmin::text from clock c join case_record r using (case_no)
            where source_case_id = ?
          union all select i.xmin::text from inbound i join case_record r using (case_no)
            where source_case_id = ?) rows
        """,
        Long.class,
        order,
        order,
        order,
        order);
  }

  private boolean sent(String caseNo, int attempts) {
    return jdbc.queryForObject(
            "select count(*) from outbox where case_no = ? and type = 'ASSIGNMENT_DISPATCHED'"
                + " and state = 'S' and attempts = ?",
            Integer.class,
            caseNo,
            attempts)
        == 1;
  }

  private String push(String order) {
    var answer = hub().push("hotline", Orders.numbered(order));
    assertThat(answer.status()).isEqualTo(201);
    return answer.text("caseNo");
  }
}
