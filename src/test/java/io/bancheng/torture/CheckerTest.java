package io.bancheng.torture;

import static io.bancheng.torture.Findings.lay;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.torture.Evidence.Answer;
import io.bancheng.torture.Evidence.Beside;
import io.bancheng.torture.Evidence.Delivery;
import io.bancheng.torture.Evidence.Glance;
import io.bancheng.torture.Evidence.Handed;
import io.bancheng.torture.Evidence.Holds;
import io.bancheng.torture.Evidence.LedgerCase;
import io.bancheng.torture.Evidence.Receipt;
import io.bancheng.torture.Evidence.Refusal;
import io.bancheng.torture.Evidence.Watched;
import io.bancheng.torture.Violation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checker has teeth: every kind of broken promise, made up, is found, and nothing else is. */
class CheckerTest {
  private static final String YBJ = "340882.ybj";
  private static final String GAJ = "341522.gaj";
  private static final Holds NONE = new Holds(false, false, false, false, false, false);

  private final Set<String> sent = new HashSet<>(Set.of("A", "B"));
  private final List<Receipt> receipts =
      new ArrayList<>(
          List.of(
              new Receipt("A", "sha-a", "1"),
              new Receipt("B", "sha-b", "2"),
              new Receipt("A", "sha-a", "1")));
  private final List<Refusal> refusals = new ArrayList<>(List.of(new Refusal("A", 409, true)));
  private final List<LedgerCase> cases =
      new ArrayList<>(List.of(done("1", "A", "sha-a"), done("2", "B", "sha-b")));
  private final List<Handed> assignments =
      new ArrayList<>(List.of(new Handed("1-1", YBJ), new Handed("2-1", GAJ)));
  private final List<Delivery> deliveries =
      new ArrayList<>(
          List.of(
              new Delivery(YBJ, YBJ, "1-1", true, 0),
              new Delivery(YBJ, YBJ, "1-1", false, 0),
              new Delivery(GAJ, GAJ, "2-1", true, 0)));
  private final Set<String> answered = new HashSet<>(Set.of(YBJ + " 1-1|SIGNED"));
  private final Set<String> taken = new HashSet<>(Set.of(YBJ + " 1-1|SIGNED"));

  private Beside beside = Beside.NOTHING;
  private Watched watched = Watched.NOTHING;

  @Test
  void a_run_without_loss_has_no_violation() {
    assertThat(kinds()).isEmpty();
  }

  @Test
  void a_2xx_without_a_case_is_reported() {
    receipts.add(new Receipt("C", "sha-c", "3"));
    assertThat(kinds()).containsExactly(Kind.RECEIPT_WITHOUT_CASE);
  }

  @Test
  void a_2xx_whose_case_says_something_else_is_reported() {
    receipts.set(1, new Receipt("B", "sha-x", "2"));
    assertThat(kinds()).containsExactly(Kind.WRONG_BODY);
  }

  @Test
  void a_2xx_that_names_the_case_of_another_order_is_reported() {
    receipts.set(1, new Receipt("B", "sha-b", "1"));
    assertThat(kinds()).containsExactly(Kind.WRONG_BODY);
  }

  @Test
  void two_numbers_for_one_order_are_reported() {
    cases.add(done("3", "A", "sha-a"));
    receipts.add(new Receipt("A", "sha-a", "3"));
    assertThat(kinds()).containsExactly(Kind.TWO_NUMBERS, Kind.DOUBLED_CASE);
  }

  @Test
  void a_conflict_that_was_taken_is_reported() {
    refusals.add(new Refusal("A", 200, true));
    assertThat(kinds()).containsExactly(Kind.CONFLICT_TAKEN);
  }

  @Test
  void an_order_in_good_form_that_was_refused_is_reported() {
    refusals.add(new Refusal("B", 422, false));
    assertThat(kinds()).containsExactly(Kind.REFUSED);
  }

  @Test
  void a_case_that_nobody_sent_is_reported() {
    cases.add(done("3", "X", "sha-x"));
    assertThat(kinds()).containsExactly(Kind.PHANTOM_CASE);
  }

  @Test
  void a_lost_assignment_is_reported() {
    deliveries.remove(2);
    assertThat(kinds()).containsExactly(Kind.LOST);
  }

  @Test
  void an_assignment_taken_only_for_a_repeat_is_lost() {
    deliveries.set(2, new Delivery(GAJ, GAJ, "2-1", false, 0));
    assertThat(kinds()).containsExactly(Kind.LOST);
  }

  @Test
  void a_doubled_assignment_is_reported() {
    deliveries.add(new Delivery(GAJ, GAJ, "2-1", true, 0));
    assertThat(kinds()).containsExactly(Kind.DOUBLED);
  }

  @Test
  void a_phantom_assignment_is_reported() {
    deliveries.add(new Delivery(GAJ, GAJ, "9-1", true, 0));
    assertThat(kinds()).containsExactly(Kind.PHANTOM);
  }

  @Test
  void an_assignment_in_another_departments_queue_is_reported() {
    deliveries.set(2, new Delivery(YBJ, GAJ, "2-1", true, 0));
    assertThat(kinds()).containsExactly(Kind.MISDELIVERED, Kind.LOST);
  }

  @Test
  void a_lost_reply_is_reported() {
    taken.clear();
    assertThat(kinds()).containsExactly(Kind.LOST_REPLY);
  }

  @Test
  void whatever_does_not_hold_of_a_case_is_reported() {
    cases.set(0, new LedgerCase("1", "A", "sha-a", "HANDLING", NONE));
    assertThat(kinds())
        .containsExactly(
            Kind.BROKEN_CHAIN,
            Kind.WRONG_FOLD,
            Kind.GAP,
            Kind.UNKNOWN_VERSION,
            Kind.ROUTED_OTHERWISE,
            Kind.CLOSED_WRONGLY,
            Kind.UNFINISHED);
  }

  @Test
  void a_result_that_the_channel_heard_twice_never_or_too_early_is_reported() {
    var once = new Answer("m1", "FEEDBACK", "1");
    beside = answers(once, once, new Answer("m2", "FEEDBACK", "2"));
    assertThat(kinds()).isEmpty();
    beside = answers(once, new Answer("m3", "FEEDBACK", "1"), new Answer("m2", "FEEDBACK", "2"));
    assertThat(kinds()).containsExactly(Kind.FEEDBACK_NOT_ONCE);
    beside = answers(once);
    assertThat(kinds()).containsExactly(Kind.FEEDBACK_NOT_ONCE);
    beside = answers(once, new Answer("m2", "FEEDBACK", "2"), new Answer("m4", "FEEDBACK", "4"));
    assertThat(kinds()).containsExactly(Kind.FEEDBACK_NOT_ONCE);
  }

  @Test
  void noise_that_is_not_parked_exactly_once_is_reported() {
    beside = noise("n1");
    assertThat(kinds()).isEmpty();
    beside = noise();
    assertThat(kinds()).containsExactly(Kind.NOT_PARKED_ONCE);
    beside = noise("n1", "n1");
    assertThat(kinds()).containsExactly(Kind.NOT_PARKED_ONCE);
  }

  @Test
  void what_waits_is_late_stands_still_is_out_of_order_or_leaks_is_reported() {
    var one = List.of("x");
    beside = new Beside(List.of(), one, Set.of(), List.of(), 1, 1, 1, 1, one, one, one);
    assertThat(kinds())
        .containsExactly(
            Kind.OUT_OF_ORDER,
            Kind.LATE,
            Kind.STUCK,
            Kind.LEAK,
            Kind.UNANSWERED,
            Kind.UNANSWERED,
            Kind.UNANSWERED,
            Kind.OVERLOOKED);
  }

  @Test
  void what_the_broker_gave_up_on_and_nobody_parked_is_reported() {
    watched = new Watched(2, 2, List.of(), Pace.NONE);
    assertThat(kinds()).isEmpty();
    watched = new Watched(2, 1, List.of(), Pace.NONE);
    assertThat(kinds()).containsExactly(Kind.THROWN_AWAY);
  }

  @Test
  void a_case_that_strangers_see_or_its_own_channel_does_not_is_reported() {
    assertThat(kinds(glance(false, 404, false), glance(false, 403, false))).isEmpty();
    assertThat(kinds(glance(true, 200, true), glance(true, 503, false))).isEmpty();
    assertThat(kinds(glance(false, 200, false))).containsExactly(Kind.SHOWN_WRONGLY);
    assertThat(kinds(glance(false, 404, true))).containsExactly(Kind.SHOWN_WRONGLY);
    assertThat(kinds(glance(true, 404, false))).containsExactly(Kind.SHOWN_WRONGLY);
  }

  @Test
  void others_who_wait_longer_because_one_department_is_ill_are_reported() {
    var ill = new Faults.Stretch(Blow.DEPARTMENT_DEAD, YBJ, 1_000_000, 2_000_000, 0, 0);
    assertThat(kinds(List.of(ill), 1_100)).isEmpty();
    assertThat(kinds(List.of(ill), 3_100)).containsExactly(Kind.SLOWED);
    var all = new Faults.Stretch(Blow.BROKER_KILLED, "", 1_000_000, 2_000_000, 0, 0);
    assertThat(kinds(List.of(ill, all), 3_100)).as("all had to wait").isEmpty();
  }

  /** With departments that had each of 200 cases in a second, and of 200 others in that time. */
  private List<Kind> kinds(List<Faults.Stretch> blows, long laterMillis) {
    var accepted = new HashMap<String, Long>();
    var first =
        IntStream.range(0, 400)
            .mapToObj(
                i -> {
                  long from = i < 200 ? i * 1000L : 1_000_000 + i * 1000L;
                  accepted.put("c" + i, from);
                  long took = i < 200 ? 1_000 : laterMillis;
                  return new Delivery(GAJ, GAJ, "c" + i + "-1", true, from + took);
                })
            .toList();
    watched = new Watched(0, 0, List.of(), Pace.of(blows, first, Map.copyOf(accepted)));
    return kinds();
  }

  private List<Kind> kinds(Glance... glances) {
    watched = new Watched(0, 0, Stream.of(glances).toList(), Pace.NONE);
    return kinds();
  }

  private static Glance glance(boolean may, int status, boolean shown) {
    return new Glance("somebody", "1", may, status, shown);
  }

  private static Beside answers(Answer... answers) {
    return new Beside(
        List.of(answers),
        List.of(),
        Set.of(),
        List.of(),
        0,
        0,
        0,
        0,
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void one_hub_that_nobody_takes_over_from_is_reported_unless_all_suffered_meanwhile() {
    var slow = new Faults.Stretch(Blow.HUB_KILLED, "", 1_000_000, 1_009_000, 50_000, 0);
    var soon = new Faults.Stretch(Blow.HUB_KILLED, "", 2_000_000, 2_009_000, 5_000, 0);
    var never = new Faults.Stretch(Blow.BROKER_KILLED, "", 3_000_000, 3_009_000, -1, 0);
    var all = new Faults.Stretch(Blow.BROKER_KILLED, "", 1_005_000, 1_009_000, 50_000, 0);
    assertThat(Findings.stuck(List.of(slow, soon, never)))
        .containsExactly("after HUB_KILLED: 50000 ms", "after BROKER_KILLED: -1 ms");
    assertThat(Findings.stuck(List.of(slow, all))).isEmpty();
  }

  @Test
  void only_what_was_said_shortly_before_a_disk_was_wiped_may_have_gone_with_it() {
    var wiped = new Faults.Stretch(Blow.BROKER_WIPED, "", 1_000_000, 1_009_000, 0, 0);
    assertThat(LongStream.of(940_001, 1_000_000, 1_008_999)).allMatch(at -> lay(at, wiped));
    assertThat(LongStream.of(940_000, 1_009_000)).noneMatch(at -> lay(at, wiped));
  }

  private static Beside noise(String... parked) {
    return new Beside(
        List.of(),
        List.of(),
        Set.of("n1"),
        List.of(parked),
        0,
        0,
        0,
        0,
        List.of(),
        List.of(),
        List.of());
  }

  private static LedgerCase done(String caseNo, String sourceId, String sha) {
    return new LedgerCase(caseNo, sourceId, sha, "FEEDBACK_GIVEN", Holds.ALL);
  }

  private List<Kind> kinds() {
    var evidence =
        new Evidence(
            sent,
            receipts,
            refusals,
            cases,
            assignments,
            deliveries,
            answered,
            taken,
            beside,
            watched);
    return Checker.check(evidence).stream().map(Violation::kind).toList();
  }
}
