package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.Delivery;
import io.bancheng.canonical.DeliveryEvidence;
import io.bancheng.canonical.DeliveryOutcome;
import io.bancheng.canonical.DeliveryOutcome.Health;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.AlertScope;
import io.bancheng.ledger.Alerts;
import io.bancheng.ledger.Deliveries;
import io.bancheng.ledger.DeliveryDecisions;
import io.bancheng.ledger.DepartmentLines;
import io.bancheng.ledger.TimeGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the ledger promises about letters that the hub itself brings, on the real database. */
class DeliveriesTest extends HubTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final DeliveryEvidence SEEN = new DeliveryEvidence("ab", true, 200, "seen");

  @Autowired JdbcTemplate jdbc;
  @Autowired Deliveries deliveries;
  @Autowired DeliveryDecisions decisions;
  @Autowired DepartmentLines lines;
  @Autowired Alerts alerts;

  /** A department that nothing is routed to, so that no route of the hub takes part. */
  private final DepartmentId department =
      new DepartmentId("340882", "test" + NUMBER.incrementAndGet());

  private Instant now;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-13T09:00:00");
    now = CLOCK.instant();
  }

  @Test
  void an_attempt_is_claimed_once_and_settled_once() {
    enter(letter());
    var attempt = claim().get(0);
    assertThat(claim()).isEmpty();
    assertThat(settle(attempt, DeliveryOutcome.delivered(SEEN))).isTrue();
    assertThat(settle(attempt, DeliveryOutcome.delivered(SEEN))).isFalse();
    assertThat(states(attempt.messageId())).containsExactly("DELIVERED");
    assertThat(claim()).isEmpty();
  }

  @Test
  void a_letter_that_comes_twice_is_one_delivery_and_one_that_nobody_owes_is_none() {
    String letter = letter();
    enter(letter);
    enter(letter);
    assertThat(states(letter)).containsExactly("PENDING");
    String nobodys = "00000000-0000-0000-0000-000000000000";
    assertThat(deliveries.enter(nobodys, department.dotted(), now)).isFalse();
    assertThat(deliveries.enter("'; drop", department.dotted(), now)).isFalse();
  }

  @Test
  void a_sender_that_never_came_back_leaves_a_doubt_and_its_word_no_longer_counts() {
    enter(letter());
    var lost = claim().get(0);
    later(LEASE);
    assertThat(deliveries.waiting(now)).contains(department.dotted());
    assertThat(states(lost.messageId())).containsExactly("IN_DOUBT");
    var doubt = claim().get(0);
    assertThat(doubt.doubtful()).isTrue();
    assertThat(doubt.attempt()).isEqualTo(1);
    assertThat(settle(lost, DeliveryOutcome.delivered(SEEN))).as("the zombie").isFalse();
    assertThat(settle(doubt, DeliveryOutcome.parked(SEEN))).isTrue();
    assertThat(states(lost.messageId())).containsExactly("PARKED");
    assertThat(deliveries.waiting(now)).doesNotContain(department.dotted());
  }

  @Test
  void a_node_whose_clock_jumps_takes_nothing_that_another_is_bringing() {
    enter(letter());
    var here = claim().get(0);
    var ahead = new CrankedClock("2026-10-13T10:00:00");
    var there = new TimeGuard(jdbc, alerts, new TimeGuard.Dials(() -> now, ahead, () -> 0));
    deliveries.waiting(there.now());
    assertThat(states(here.messageId())).containsExactly("SENDING");
    assertThat(deliveries.claim(department.dotted(), LEASE, there.now())).isEmpty();
    deliveries.waiting(ahead.instant());
    assertThat(states(here.messageId())).as("by its own clock").containsExactly("IN_DOUBT");
  }

  @Test
  void what_failed_is_tried_again_under_the_same_key_and_not_before_its_time() {
    enter(letter());
    var first = claim().get(0);
    settle(first, DeliveryOutcome.failed(SEEN, SOON, Health.ILL));
    assertThat(claim()).isEmpty();
    later(SOON);
    var second = claim().get(0);
    assertThat(second.messageId()).isEqualTo(first.messageId());
    assertThat(second.attempt()).isEqualTo(2);
    settle(second, DeliveryOutcome.delivered(SEEN));
    assertThat(states(first.messageId())).containsExactly("FAILED", "DELIVERED");
  }

  @Test
  void letters_about_one_case_wait_for_each_other_and_others_do_not() {
    var two = twoLettersOfOneCase();
    String other = letter();
    two.forEach(this::enter);
    enter(other);
    var first = claim().get(0);
    var next = claim().get(0);
    assertThat(first.messageId()).isEqualTo(two.get(0));
    assertThat(next.messageId()).isEqualTo(other);
    assertThat(claim()).isEmpty();
    settle(first, DeliveryOutcome.failed(SEEN, SOON, Health.ILL));
    assertThat(claim()).as("the second letter before the first").isEmpty();
    later(SOON);
    settle(claim().get(0), DeliveryOutcome.delivered(SEEN));
    assertThat(claim().get(0).messageId()).isEqualTo(two.get(1));
  }

  @Test
  void a_paused_line_brings_nothing_and_a_drained_one_what_it_owed_before() {
    String before = letter();
    enter(before);
    lines.pause(department, "staff.admin", "test", now);
    assertThat(claim()).isEmpty();
    assertThat(deliveries.waiting(now)).doesNotContain(department.dotted());
    lines.drain(department, "staff.admin", "test", now);
    String after = letter();
    enter(after);
    assertThat(claim().get(0).messageId()).isEqualTo(before);
    assertThat(claim()).isEmpty();
    lines.resume(department, "staff.admin", "test", now);
    assertThat(claim().get(0).messageId()).isEqualTo(after);
  }

  @Test
  void five_failures_cut_the_line_with_one_alert_and_one_probe_mends_it() {
    for (int i = 0; i < 6; i++) {
      enter(letter());
    }
    for (int i = 0; i < 5; i++) {
      settle(claim().get(0), DeliveryOutcome.failed(SEEN, Duration.ofMinutes(9), Health.ILL));
    }
    assertThat(claim()).isEmpty();
    assertThat(lines.standing(department).breaker()).isEqualTo("OPEN");
    assertThat(alerts.list(true, AlertScope.ALL, CLOCK.instant(), 100))
        .filteredOn(a -> a.subject().startsWith(department + " since"))
        .hasSize(1);
    later(Duration.ofSeconds(30));
    var probe = claim().get(0);
    assertThat(claim()).as("a second probe").isEmpty();
    settle(probe, DeliveryOutcome.delivered(SEEN));
    assertThat(lines.standing(department).breaker()).isEqualTo("CLOSED");
    assertThat(alerts.list(true, AlertScope.ALL, CLOCK.instant(), 100))
        .as("over by itself")
        .noneMatch(a -> a.subject().startsWith(department + " since"));
    assertThat(claim()).as("nobody waits longer because of the outage").isNotEmpty();
  }

  @Test
  void a_system_that_has_enough_gets_nothing_until_its_time_is_over() {
    enter(letter());
    enter(letter());
    settle(claim().get(0), DeliveryOutcome.failed(SEEN, SOON, Health.BUSY));
    assertThat(claim()).isEmpty();
    later(SOON);
    assertThat(claim()).hasSize(1);
    assertThat(claim()).hasSize(1);
  }

  @Test
  void a_person_confirms_or_gives_up_what_is_not_on_its_way() {
    String letter = letter();
    enter(letter);
    var attempt = claim().get(0);
    assertThat(decisions.cancel(letter, department, "staff.li", now)).isFalse();
    settle(attempt, DeliveryOutcome.parked(SEEN));
    assertThat(lines.standing(department).parked()).isEqualTo(1);
    var stranger = new DepartmentId("340882", "other");
    assertThat(decisions.confirm(letter, stranger, "staff.li", now)).isFalse();
    assertThat(decisions.confirm(letter, department, "staff.li", now)).isTrue();
    assertThat(states(letter)).containsExactly("DELIVERED");
    assertThat(lines.standing(department).parked()).isZero();

    String second = letter();
    enter(second);
    assertThat(decisions.cancel(second, department, "staff.li", now)).isTrue();
    assertThat(claim()).isEmpty();
    assertThat(states(second)).containsExactly("CANCELLED");
  }

  private void enter(String letter) {
    assertThat(deliveries.enter(letter, department.dotted(), now)).isTrue();
  }

  private List<Delivery> claim() {
    return deliveries.claim(department.dotted(), LEASE, now);
  }

  private boolean settle(Delivery delivery, DeliveryOutcome outcome) {
    return deliveries.settle(delivery, outcome, now);
  }

  private void later(Duration time) {
    now = now.plus(time);
  }

  /** The id of an assignment that the hub owes. */
  private String letter() {
    return letters(order()).get(0);
  }

  private List<String> twoLettersOfOneCase() {
    String code = "DELIVERY-" + NUMBER.incrementAndGet();
    String caseNo = hub().push("hotline", Orders.numbered(code)).text("caseNo");
    assertThat(hub().say("hotline", Orders.note("URGE", code, "urgeNo", "1").toString()).status())
        .isEqualTo(202);
    assertThat(letters(caseNo)).hasSize(2);
    return letters(caseNo);
  }

  private String order() {
    String code = "DELIVERY-" + NUMBER.incrementAndGet();
    return hub().push("hotline", Orders.numbered(code)).text("caseNo");
  }

  private List<String> letters(String caseNo) {
    return jdbc.queryForList(
        "select msg_id::text from outbox where case_no = ? and address like 'department.%'"
            + " order by id",
        String.class, caseNo);
  }

  private List<String> states(String letter) {
    return jdbc.queryForList(
        "select state from delivery where msg_id = ?::uuid order by attempt", String.class, letter);
  }
}
