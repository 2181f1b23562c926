package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.harness.AdapterHome;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.Department;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.Outbox;
import io.bancheng.ledger.TimeGuard;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.bean.override.convention.TestBean;

/**
 * What every kind of department gets from the hub. A subclass connects {@code 340882:ybj} its own
 * way, in an {@link AdapterHome} that it names in a {@code @DynamicPropertySource}, and says how
 * its system is when it is well, and what that system has got.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
abstract class AdapterContract {
  static final String DEPARTMENT = "340882.ybj";
  static final CrankedClock CLOCK = new CrankedClock("2026-10-13T09:00:00");

  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TestBean(methodName = "crankedClock")
  Clock clock;

  @TestBean(methodName = "crankedDials")
  TimeGuard.Dials dials;

  @LocalServerPort int port;
  @Autowired EmbeddedBroker broker;
  @Autowired JdbcTemplate jdbc;
  @Autowired Outbox outbox;

  static Clock crankedClock() {
    return CLOCK;
  }

  static TimeGuard.Dials crankedDials() {
    return HubTest.dials(CLOCK);
  }

  /** The folders that the hub runs on. */
  abstract AdapterHome home();

  /** The department's system takes everything. */
  abstract void well();

  /** The department's system cannot be reached. */
  abstract void down();

  /** The assignments that its system has got, the same one as often as it came, oldest first. */
  abstract List<Got> got();

  /** Its system answers an assignment, by its replies queue or in a way of its own. */
  void answer(ObjectNode reply) throws Exception {
    Department.say(broker.port(), DEPARTMENT, hub(), reply.toString());
  }

  /**
   * What a system has got.
   *
   * @param key by which it knows a letter again: the {@code hubMsgId}
   */
  record Got(String key, String caseNo) {}

  /** Each kind begins on the same morning, with a hub of its own. */
  @BeforeAll
  static void morning() {
    CLOCK.turnTo("2026-10-13T09:00:00");
  }

  @BeforeEach
  void ready() {
    well();
  }

  @AfterEach
  void mended() {
    well();
    CLOCK.forward(Duration.ofMinutes(1));
  }

  @Test
  void an_assignment_is_delivered_once_with_its_key() {
    String caseNo = order();
    eventually(() -> assertThat(got(caseNo)).hasSize(1));
    assertThat(got(caseNo).get(0).key()).isEqualTo(assignment(caseNo));
  }

  @Test
  void a_letter_that_the_broker_brings_twice_does_no_harm() {
    String caseNo = order();
    eventually(() -> assertThat(got(caseNo)).hasSize(1));
    jdbc.update(
        "update outbox set state = 'P', taken_at = null where msg_id = ?::uuid",
        assignment(caseNo));
    eventually(
        () ->
            assertThat(
                    jdbc.queryForObject(
                        "select state from outbox where msg_id = ?::uuid",
                        String.class,
                        assignment(caseNo)))
                .isEqualTo("S"));
    String next = order();
    eventually(() -> assertThat(got(next)).hasSize(1));
    assertThat(got(caseNo).stream().map(Got::key).distinct()).hasSize(1);
    assertThat(got(caseNo)).hasSizeLessThanOrEqualTo(repeats() ? 2 : 1);
  }

  /** Whether its system may see a letter again under the same key, and has to know it. */
  boolean repeats() {
    return false;
  }

  @Test
  void a_system_that_is_down_loses_nothing_and_delays_nobody_else() throws Exception {
    down();
    var cases = List.of(order(), order(), order());
    String other = "341522.ybj";
    try (var neighbour = Department.of(broker.port(), other, hub())) {
      String caseNo = order("341522");
      eventually(
          () ->
              assertThat(neighbour.about(caseNo, "ASSIGNMENT_DISPATCHED"))
                  .as("the neighbour")
                  .hasSize(1));
    }
    assertThat(cases).allSatisfy(caseNo -> assertThat(got(caseNo)).isEmpty());
    well();
    sooner(() -> cases.forEach(caseNo -> assertThat(got(caseNo)).hasSize(1)));
  }

  @Test
  void its_reply_changes_the_case_once_however_often_it_comes() throws Exception {
    String caseNo = order();
    eventually(() -> assertThat(got(caseNo)).hasSize(1));
    var reply = Department.reply("SIGNED", caseNo + "-1", CLOCK.toString());
    answer(reply);
    answer(reply);
    eventually(() -> assertThat(signed(caseNo)).isEqualTo(1));
    var opinion = Department.reply("OPINION_SUBMITTED", caseNo + "-1", CLOCK.toString());
    answer(opinion.put("resultType", "SOLVED").put("opinionText", "已备案"));
    eventually(() -> assertThat(timeline(caseNo)).contains("OpinionSubmitted"));
    assertThat(signed(caseNo)).isEqualTo(1);
  }

  final long signed(String caseNo) {
    return timeline(caseNo).stream().filter("Signed"::equals).count();
  }

  /** The kinds of what happened to a case, oldest first. */
  final List<String> timeline(String caseNo) {
    return StreamSupport.stream(found(caseNo).path("timeline").spliterator(), false)
        .map(e -> e.path("type").asText())
        .toList();
  }

  final List<Got> got(String caseNo) {
    return got().stream().filter(g -> g.caseNo().equals(caseNo)).toList();
  }

  final HubClient hub() {
    return new HubClient(port, home().var());
  }

  /** A case for the department. */
  final String order() {
    return order("340882");
  }

  /** A case for the medical insurance bureau of that region. */
  final String order(String region) {
    String code = "ADAPTER-" + getClass().getSimpleName() + NUMBER.incrementAndGet();
    var order = Orders.order(code, region, "异地就医备案失败", "来电人反映异地就医备案一直提示失败。");
    return hub().push("hotline", order.toString()).text("caseNo");
  }

  /** The {@code hubMsgId} of a case's assignment. */
  final String assignment(String caseNo) {
    return jdbc.queryForObject(
        "select msg_id::text from outbox where case_no = ? and type = 'ASSIGNMENT_DISPATCHED'"
            + " order by id limit 1",
        String.class,
        caseNo);
  }

  final JsonNode found(String caseNo) {
    return hub().find(caseNo);
  }

  static void eventually(Runnable assertion) {
    await().atMost(Duration.ofSeconds(40)).untilAsserted(assertion::run);
  }

  /** The same, while the hub's time goes by faster. */
  static void sooner(Runnable assertion) {
    await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(
            () -> {
              CLOCK.forward(Duration.ofSeconds(2));
              assertion.run();
            });
  }
}
