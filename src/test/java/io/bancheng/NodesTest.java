package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.canonical.InboundMessage;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.BrokerEpochs;
import io.bancheng.ledger.Durability;
import io.bancheng.ledger.Inbox;
import io.bancheng.ledger.Nodes;
import io.bancheng.ledger.Outbox;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What several nodes on one ledger rely on. */
class NodesTest extends HubTest {
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired Nodes nodes;
  @Autowired BrokerEpochs epochs;
  @Autowired Outbox outbox;
  @Autowired Inbox inbox;
  @Autowired Durability durability;
  @Autowired Flyway flyway;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-13T09:00:00");
  }

  /** A broker's disk. */
  private static final class Disk implements BrokerEpochs.Mark {
    private long mark;

    Disk(long mark) {
      this.mark = mark;
    }

    @Override
    public long read() {
      return mark;
    }

    @Override
    public void write(long epoch) {
      mark = epoch;
    }
  }

  @Test
  void every_node_is_listed_with_its_version_until_it_ends_in_order() {
    var id = UUID.randomUUID();
    nodes.beat(id, "other", "1.2.3", "0".repeat(64));
    var listed = hub().get("staff.admin", "/api/v1/nodes").body().path("nodes");
    assertThat(listed.findValuesAsText("name")).contains("other");
    assertThat(listed.findValuesAsText("configVersion"))
        .contains("0".repeat(64))
        .hasSizeGreaterThan(1);
    assertThat(hub().get("staff.admin", "/console/nodes").raw().body())
        .contains("other", "各节点配置版本不一致")
        .doesNotContain("th:text", "??");

    nodes.leave(id);

    assertThat(nodes.list()).extracting(Nodes.Node::name).doesNotContain("other");
  }

  @Test
  void a_node_that_says_nothing_for_half_a_minute_is_away() {
    var id = UUID.randomUUID();
    nodes.beat(id, "silent", "dev", "v");
    jdbc.update("update hub_node set seen_at = seen_at - interval '31 s' where id = ?", id);
    assertThat(nodes.list().stream().filter(n -> n.id().equals(id)))
        .singleElement()
        .matches(Nodes.Node::away);
    nodes.leave(id);
  }

  @Test
  void a_database_that_may_forget_what_it_confirmed_is_refused() {
    durability.check();
    rolledBack(
        () -> {
          jdbc.execute("set local synchronous_commit = off");
          assertThatThrownBy(durability::check)
              .hasMessageStartingWith(
                  "The database may lose what it has confirmed: synchronous_commit=off. Set");
        });
  }

  @Test
  void only_the_secret_that_came_first_is_the_ledgers() {
    assertThat(nodes.knows("another secret's digest")).isFalse();
  }

  @Test
  void a_node_of_the_version_before_starts_on_tables_that_a_newer_one_has_changed() {
    var owner = JdbcClient.create(flyway.getConfiguration().getDataSource());
    owner
        .sql(
            "insert into flyway_schema_history (installed_rank, version, description, type, script,"
                + " checksum, installed_by, execution_time, success)"
                + " values (99999, '99999', 'later', 'SQL', 'V99999__later.sql', 1, 'test', 1, true)")
        .update();
    try {
      assertThat(flyway.migrate().migrationsExecuted).isZero();
    } finally {
      owner.sql("delete from flyway_schema_history where version = '99999'").update();
    }
  }

  @Test
  void a_broker_that_knows_the_ledgers_epoch_stays_in_it() {
    rolledBack(
        () -> {
          var disk = new Disk(0);
          long epoch = epochs.settle(disk);
          assertThat(disk.mark).isEqualTo(epoch);
          assertThat(epochs.settle(disk)).isEqualTo(epoch);
        });
  }

  @Test
  void an_empty_disk_an_old_one_and_one_that_is_ahead_of_the_ledger_begin_a_new_epoch() {
    rolledBack(
        () -> {
          long first = epochs.settle(new Disk(0));
          long second = epochs.settle(new Disk(0));
          long third = epochs.settle(new Disk(first));
          long fourth = epochs.settle(new Disk(third + 7));
          assertThat(List.of(second, third, fourth))
              .containsExactly(first + 1, first + 2, first + 10);
        });
  }

  @Test
  void what_was_sent_in_an_earlier_epoch_and_never_answered_is_owed_again() {
    String caseNo = push("NODES-EPOCH");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> pending(caseNo) == 0 && sent(caseNo) > 0);
    rolledBack(
        () -> {
          long later = Long.MAX_VALUE;
          int letters = sent(caseNo);
          jdbc.update("update outbox set acked_at = now() where case_no <> ?", caseNo);
          jdbc.update(
              "update outbox set acked_at = now() where case_no = ? and type = 'ASSIGNMENT_DISPATCHED'",
              caseNo);
          outbox.lostWithBroker(later, CLOCK.instant(), 10_000);
          assertThat(pending(caseNo)).as("its answer may be lost").isEqualTo(letters);
          jdbc.update("update outbox set state = 'S' where case_no = ?", caseNo);
          jdbc.update("update assignment set state = 'DONE' where case_no = ?", caseNo);
          outbox.lostWithBroker(later, CLOCK.instant(), 10_000);
          assertThat(pending(caseNo)).isEqualTo(letters - 1);
          jdbc.update("update outbox set acked_at = null where case_no = ?", caseNo);
          outbox.lostWithBroker(later, CLOCK.instant(), 10_000);
          assertThat(pending(caseNo)).isEqualTo(letters);

          var again = new ArrayList<String>();
          ToLongFunction<List<Outbox.Entry>> carrier =
              batch -> {
                batch.stream().map(Outbox.Entry::caseNo).forEach(again::add);
                return later;
              };
          outbox.addresses().forEach(a -> outbox.relay(a, CLOCK.instant(), 10_000, carrier));
          assertThat(again).contains(caseNo);
          outbox.lostWithBroker(later, CLOCK.instant(), 10_000);
          assertThat(pending(caseNo)).as("it was told again").isZero();
        });
  }

  @Test
  void what_one_node_has_taken_up_no_other_takes_until_it_is_put_back_or_the_node_is_gone() {
    rolledBack(
        () -> {
          var hourAgo = CLOCK.instant().minus(Duration.ofHours(1));
          byte[] raw = "{}".getBytes(StandardCharsets.UTF_8);
          var came = new InboundMessage(null, "channel.hotline", "lease", null, null, raw, hourAgo);
          long id = inbox.receive(came).get(0);
          var message = inbox.take(id).get(0);
          assertThat(inbox.take(id)).isEmpty();
          assertThat(inbox.left(CLOCK.instant().plus(Duration.ofDays(3650)), 1000))
              .doesNotContain(id);

          inbox.putBack(message);
          assertThat(inbox.take(id)).hasSize(1);

          jdbc.update("update inbound set lease_until = now() - interval '1 s' where id = ?", id);
          assertThat(inbox.take(id)).hasSize(1);
        });
  }

  @Test
  void what_fails_because_of_the_ledger_is_tried_for_ever_and_what_fails_by_itself_five_times() {
    rolledBack(
        () -> {
          byte[] raw = "{}".getBytes(StandardCharsets.UTF_8);
          var came =
              new InboundMessage(
                  null, "channel.hotline", "outage", null, null, raw, CLOCK.instant());
          long id = inbox.receive(came).get(0);
          var full = new IllegalStateException(new SQLException("No space left", "53100"));
          for (int i = 0; i < 10; i++) {
            inbox.putBack(taken(id), full);
          }
          for (int i = 0; i < 5; i++) {
            inbox.putBack(taken(id), new IllegalStateException("its own fault"));
          }
          assertThat(inbox.take(id)).isEmpty();
          assertThat(reason(id)).isEqualTo("EXHAUSTED");
        });
  }

  private InboundMessage taken(long id) {
    jdbc.update("update inbound set lease_until = null where id = ?", id);
    return inbox.take(id).get(0);
  }

  private String reason(long id) {
    return jdbc.queryForObject("select reason from inbound where id = ?", String.class, id);
  }

  private int pending(String caseNo) {
    return count("select count(*) from outbox where state = 'P' and case_no = ?", caseNo);
  }

  private int sent(String caseNo) {
    return count("select count(*) from outbox where state = 'S' and case_no = ?", caseNo);
  }

  private int count(String sql, String caseNo) {
    return jdbc.queryForObject(sql, Integer.class, caseNo);
  }

  private void rolledBack(Runnable test) {
    transaction.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          test.run();
        });
  }

  private String push(String number) {
    return hub().push("hotline", Orders.numbered(number)).text("caseNo");
  }
}
