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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Replies that come while two commits are under way share the next one, each with its own end. */
class RepliesTogetherTest extends HubTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String DOOR = "department.340882.ybj";

  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired ReplyCompany company;
  @Autowired ReplyInbox replies;
  @Autowired CaseReader reader;
  @Autowired ProducerTemplate template;

  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final List<CompletableFuture<Void>> taking = new ArrayList<>();
  private final List<Long> kept = new CopyOnWriteArrayList<>();

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
    var busy = cases("TOGETHER-BUSY-", 2);
    var cases = cases("TOGETHER-", 5);
    var order = Orders.order("TOGETHER-F", "341322", "小作坊食品许可", "小作坊食品许可现场核查一直没人来");
    String foreign = hub().push("hotline", order.toString()).text("caseNo");
    transaction.executeWithoutResult(
        status -> {
          hold(busy);
          busy.forEach(caseNo -> say(caseNo, caseNo));
          await().atMost(PATIENCE).until(() -> blocked() == 2);
          cases.forEach(caseNo -> say(caseNo, caseNo));
          say(cases.get(0), "another");
          say(cases.get(1), cases.get(1));
          say(foreign, "foreign");
          await().atMost(PATIENCE).until(() -> company.waiting() == cases.size() + 3);
        });
    taking.forEach(CompletableFuture::join);
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

  private void hold(List<String> cases) {
    jdbc.queryForList(
        "select 1 from case_record where case_no = any (?) for update",
        (Object) cases.toArray(String[]::new));
  }

  private int blocked() {
    return jdbc.queryForObject(
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock'", Integer.class);
  }

  /** A reply that is kept, and is being taken by a thread of its own. */
  private void say(String caseNo, String key) {
    byte[] reply =
        Department.reply("SIGNED", caseNo + "-1", CLOCK.toString())
            .put("idempotencyKey", "together-" + key)
            .put("actor", "x")
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    String id = "together-" + kept.size() + "-" + caseNo;
    var message =
        new InboundMessage(null, DOOR, id, "application/json", null, reply, CLOCK.instant());
    // not in the transaction that holds the cases
    taking.add(
        CompletableFuture.runAsync(
            () -> {
              long number = replies.keep(List.of(message)).get(0).id();
              kept.add(number);
              template.requestBody("direct:process-message", number);
            },
            callers));
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
