package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bancheng.canonical.ClockBreached;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.SupervisionProposed;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.Department;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.AlertScope;
import io.bancheng.ledger.Alerts;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.DueClocks;
import io.bancheng.ledger.DueClocks.Passed;
import io.bancheng.ledger.TimeGuard;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Limits are acted on once, by whatever number of nodes, and never by a clock that jumped. */
class TimeGuardTest extends HubTest {
  private final CrankedClock ledger = new CrankedClock("2026-10-13T09:00:00");
  private final CrankedClock node = new CrankedClock("2026-10-13T09:00:00");
  private final AtomicLong ticks = new AtomicLong();

  @Autowired JdbcTemplate jdbc;
  @Autowired Alerts alerts;
  @Autowired DueClocks clocks;
  @Autowired CaseReader reader;
  @Autowired TransactionTemplate transaction;
  @Autowired ProducerTemplate template;

  @AfterEach
  void release() {
    guard().release("test");
  }

  @Test
  void two_nodes_that_look_at_the_same_time_note_each_passed_limit_once() throws Exception {
    CLOCK.turnTo("2026-10-13T09:00:00");
    var cases = IntStream.range(0, 20).mapToObj(i -> push("GUARD-ONCE-" + i)).toList();
    CLOCK.turnTo("2026-10-13T14:30:01");
    var nodes = Executors.newFixedThreadPool(2);
    var together = new CyclicBarrier(2);
    Callable<Void> look =
        () -> {
          for (String no : cases) {
            together.await();
            template.sendBody("direct:supervise-case", passed(no, ClockKind.SIGN, no + "-1"));
          }
          return null;
        };
    try {
      for (var done : nodes.invokeAll(List.of(look, look))) {
        done.get();
      }
    } finally {
      nodes.shutdownNow();
    }
    for (String no : cases) {
      assertThat(breaches(no, ClockKind.SIGN)).as(no).isEqualTo(1);
      assertThat(reminders(no)).as(no).isEqualTo(1);
    }
  }

  @Test
  void a_ledger_that_jumps_a_day_ahead_stops_every_node_until_a_person_releases_it() {
    String caseNo = push("GUARD-JUMP");
    var seeing = guard();
    var other = guard();
    assertThat(seeing.firing()).containsExactly(ledger.instant());
    pass(Duration.ofSeconds(1), Duration.ofDays(1));

    assertThat(seeing.firing()).isEmpty();
    assertThat(other.firing()).as("a node that saw no jump itself").isEmpty();
    assertThat(transaction.<Boolean>execute(s -> clocks.claim(passed(caseNo, null, caseNo))))
        .isFalse();
    var pause = seeing.paused().orElseThrow();
    assertThat(pause.reason()).isEqualTo("FORWARD");
    assertThat(pause.seconds()).isEqualTo(Duration.ofDays(1).toSeconds() - 1);
    assertThat(alerts.list(true, AlertScope.ALL, CLOCK.instant(), 200))
        .filteredOn(a -> a.kind().equals(TimeGuard.ALERT))
        .extracting(Alerts.Alert::subject)
        .contains(String.valueOf(pause.id()));

    var shown = hub().get("staff.admin", "/api/v1/clocks/guard").body();
    assertThat(shown.at("/paused/reason").asText()).isEqualTo("FORWARD");
    assertThat(hub().post("channel.hotline", "/api/v1/clocks/guard/release").status())
        .isEqualTo(403);
    assertThat(hub().post("staff.admin", "/api/v1/clocks/guard/release").status()).isEqualTo(204);
    assertThat(hub().post("staff.admin", "/api/v1/clocks/guard/release").status()).isEqualTo(409);
    assertThat(seeing.firing()).isNotEmpty();
    assertThat(other.firing()).isNotEmpty();
    assertThat(transaction.<Boolean>execute(s -> clocks.claim(passed(caseNo, null, caseNo))))
        .isTrue();
  }

  @Test
  void a_ledger_that_goes_back_is_paused_too_and_two_jumps_are_one_pause() {
    var guard = guard();
    guard.firing();
    pass(Duration.ofMinutes(10), Duration.ofMinutes(10).minusSeconds(6));
    assertThat(guard.firing()).isEmpty();
    var first = guard.paused().orElseThrow();
    pass(Duration.ofSeconds(1), Duration.ofHours(2));
    assertThat(guard.firing()).isEmpty();
    assertThat(guard.paused()).contains(first);
    assertThat(first.reason()).isEqualTo("BACK");
  }

  @Test
  void a_long_silence_of_a_node_and_a_small_correction_are_no_jumps() {
    var guard = guard();
    guard.firing();
    pass(Duration.ofHours(7), Duration.ofHours(7).plusSeconds(60));
    assertThat(guard.firing()).hasSize(1);
    pass(Duration.ofSeconds(30), Duration.ofSeconds(25));
    assertThat(guard.firing()).hasSize(1);
  }

  @Test
  void a_node_whose_clock_is_far_from_the_ledgers_leaves_the_limits_to_others() {
    node.forward(Duration.ofSeconds(31));
    var wrong = guard();
    assertThat(wrong.firing()).isEmpty();
    assertThat(wrong.skew()).hasSeconds(31);
    assertThat(wrong.inTime()).isFalse();
    assertThat(wrong.paused()).isEmpty();

    node.forward(Duration.ofSeconds(-29));
    assertThat(guard().firing()).as("a node with a right clock").hasSize(1);
    pass(Duration.ofSeconds(9), Duration.ofSeconds(9));
    assertThat(wrong.firing()).as("compared every ten seconds").isEmpty();
    pass(Duration.ofSeconds(1), Duration.ofSeconds(1));
    assertThat(wrong.firing()).containsExactly(ledger.instant());
  }

  @Test
  void after_the_hub_stood_still_departments_are_reminded_before_anybody_proposes_a_card() {
    CLOCK.turnTo("2026-10-13T09:00:00");
    String caseNo = push("GUARD-STILL");
    // an unsigned share would be proposed for buck-passing
    var signed = Department.reply("SIGNED", caseNo + "-1", "2026-10-13T09:00:00+08:00");
    assertThat(hub().reply("340882:ybj", signed.toString()).status()).isEqualTo(202);
    CLOCK.turnTo("2026-10-26T10:00:00");
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(breaches(caseNo, ClockKind.HANDLE)).isEqualTo(1));
    assertThat(reminders(caseNo)).isPositive();
    CLOCK.turnTo("2026-10-27T23:59:59");
    template.sendBody("direct:supervise-case", passed(caseNo, ClockKind.HANDLE, caseNo));
    assertThat(proposed(caseNo)).isEmpty();
    CLOCK.turnTo("2026-10-28T00:00:00");
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(proposed(caseNo)).containsExactly("NOTICE"));
  }

  @Test
  void a_year_that_soon_begins_without_holidays_raises_one_alert_that_somebody_owns() {
    CLOCK.turnTo("2026-11-20T09:00:00");
    template.sendBody("direct:look-at-calendar", "");
    template.sendBody("direct:look-at-calendar", "");
    var raised =
        alerts.list(false, AlertScope.ALL, CLOCK.instant(), 200).stream()
            .filter(a -> a.kind().equals("CALENDAR_HORIZON"))
            .toList();
    assertThat(raised).singleElement().matches(a -> a.subject().equals("2027"));
    assertThat(alerts.own(raised.get(0).id(), "staff.admin", null, CLOCK.instant())).isTrue();
    template.sendBody("direct:look-at-calendar", "");
    assertThat(alerts.list(true, AlertScope.ALL, CLOCK.instant(), 200))
        .noneMatch(a -> a.kind().equals("CALENDAR_HORIZON"));
  }

  private TimeGuard guard() {
    return new TimeGuard(jdbc, alerts, new TimeGuard.Dials(ledger::instant, node, ticks::get));
  }

  /** So much time passes, by which the clock of the ledger moves on by that much. */
  private void pass(Duration time, Duration ledgers) {
    ticks.addAndGet(time.toNanos());
    node.forward(ledgers);
    ledger.forward(ledgers);
  }

  private static Passed passed(String caseNo, ClockKind kind, String subject) {
    return new Passed(caseNo, kind, subject, 1);
  }

  private long breaches(String caseNo, ClockKind kind) {
    return reader.events(caseNo).stream()
        .map(CaseReader.Entry::event)
        .filter(e -> e instanceof ClockBreached b && b.kind() == kind)
        .count();
  }

  private List<String> proposed(String caseNo) {
    return reader.events(caseNo).stream()
        .map(CaseReader.Entry::event)
        .filter(SupervisionProposed.class::isInstance)
        .map(e -> ((SupervisionProposed) e).order().level().name())
        .toList();
  }

  private long reminders(String caseNo) {
    return reader.letters(caseNo).stream().filter(l -> l.type().equals("REMINDER")).count();
  }

  private String push(String order) {
    var answer = hub().push("hotline", Orders.numbered(order));
    assertThat(answer.status()).isEqualTo(201);
    return answer.text("caseNo");
  }
}
