package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bancheng.canonical.InboundMessage;
import io.bancheng.harness.Department;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.ReplyCompany;
import io.bancheng.ledger.ReplyInbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.camel.ProducerTemplate;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Replies that come while two commits are under way share the next one, each with its own end. */
class RepliesTogetherTest extends HubTest {
  private static final Duration OF_A_LOCK = Duration.ofMillis(1_300);
  private static final int ROUNDS = 10;
  private static final String DOOR = "department.340882.ybj";

  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired ReplyCompany company;
  @Autowired ReplyInbox replies;
  @Autowired CaseReader reader;
  @Autowired ProducerTemplate template;

  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final List<Long> kept = new ArrayList<>();

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-23T09:00:00");
  }

  @AfterEach
  void leave() {
    callers.shutdownNow();
  }

  @Test
  void those_that_wait_share_a_commit_and_one_that_cannot_be_taken_spoils_none() {
    List<String> cases;
    int round = 0;
    do {
      assertThat(round).as("rounds in which they did not get together").isLessThan(ROUNDS);
      kept.clear();
      cases = cases("TOGETHER-" + round + "-", 5);
    } while (!together(cases("TOGETHER-BUSY-" + round + "-", 2), cases, foreign(round++)));
    assertThat(ends())
        .containsExactlyInAnyOrder(
            "D",
            "D",
            "D",
            "D",
            "D",
            "D",
            "D", // those held, and one a case
            "D RECORDED", // it had signed before
            "D REPEATED", // the same key once more
            "Q UNKNOWN_SUBJECT"); // another department's
    for (String caseNo : cases) {
      assertThat(hub().find(caseNo).at("/assignments/0/state").asText()).isEqualTo("HANDLING");
      assertThat(signed(caseNo)).as(caseNo).hasSize(1);
      assertThat(reader.chainHolds(caseNo)).as(caseNo).isTrue();
    }
    assertThat(cases.stream().flatMap(caseNo -> signed(caseNo).stream()).distinct())
        .as("transactions of five cases")
        .hasSizeLessThan(3);
  }

  /**
   * All are taken while two commits wait for cases that are held. A session waits three seconds for
   * a lock: a slow machine may miss that.
   *
   * @return whether all the others waited for those two
   */
  private boolean together(List<String> busy, List<String> cases, String foreign) {
    var held = busy.stream().map(caseNo -> keep(caseNo, caseNo)).toList();
    var others = new ArrayList<>(cases.stream().map(caseNo -> keep(caseNo, caseNo)).toList());
    others.add(keep(cases.get(0), "another"));
    others.add(keep(cases.get(1), cases.get(1)));
    others.add(keep(foreign, "foreign"));
    var taking = new ArrayList<CompletableFuture<Void>>();
    boolean met =
        transaction.execute(
            status -> {
              hold(busy);
              held.forEach(number -> taking.add(take(number)));
              if (!becomes(() -> blocked() == busy.size())) {
                return false;
              }
              others.forEach(number -> taking.add(take(number)));
              return becomes(() -> company.waiting() == others.size());
            });
    boolean all = taking.stream().map(RepliesTogetherTest::ended).reduce(true, Boolean::logicalAnd);
    return met && all;
  }

  private static boolean ended(CompletableFuture<Void> taking) {
    return taking.handle((none, failure) -> failure == null).join();
  }

  private static boolean becomes(Callable<Boolean> state) {
    try {
      await()
          .pollInSameThread() // whose session holds the cases
          .pollInterval(Duration.ofMillis(20))
          .atMost(OF_A_LOCK)
          .until(state);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private void hold(List<String> cases) {
    jdbc.queryForList(
        "select 1 from case_record where case_no = any (?) for update",
        (Object) cases.toArray(String[]::new));
  }

  /** Sessions that wait for this one. */
  private int blocked() {
    return jdbc.queryForObject(
        "select count(*) from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid))",
        Integer.class);
  }

  /**
   * A reply that is kept, not taken yet.
   *
   * @return its number
   */
  private long keep(String caseNo, String key) {
    byte[] reply =
        Department.reply("SIGNED", caseNo + "-1", CLOCK.toString())
            .put("idempotencyKey", "together-" + key)
            .put("actor", "x")
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    String id = "together-" + kept.size() + "-" + caseNo;
    var message =
        new InboundMessage(null, DOOR, id, "application/json", null, reply, CLOCK.instant());
    long number = replies.keep(List.of(message)).get(0).id();
    kept.add(number);
    return number;
  }

  /** By a thread of its own, not in the transaction that holds the cases. */
  private CompletableFuture<Void> take(long number) {
    return CompletableFuture.runAsync(
        () -> template.requestBody("direct:process-message", number), callers);
  }

  private String foreign(int round) {
    var order = Orders.order("TOGETHER-F-" + round, "341322", "小作坊食品许可", "小作坊食品许可现场核查一直没人来");
    return hub().push("hotline", order.toString()).text("caseNo");
  }

  private List<String> cases(String number, int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> hub().push("hotline", Orders.numbered(number + i)).text("caseNo"))
        .toList();
  }

  private List<String> ends() {
    return jdbc.queryForList(
        "select concat_ws(' ', state, reason) from inbound where id = any (?)",
        String.class,
        (Object) kept.toArray(Long[]::new));
  }

  private List<String> signed(String caseNo) {
    return jdbc.queryForList(
        "select xid::text from case_event where case_no = ? and type = 'Signed'",
        String.class,
        caseNo);
  }
}
