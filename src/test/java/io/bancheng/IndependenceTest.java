package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.harness.AdapterHome;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.Department;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.Orders;
import io.bancheng.harness.OutsideSystem;
import io.bancheng.ledger.Inbox;
import io.bancheng.ledger.TimeGuard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** Ten departments over HTTP, one of them dead, one that hangs, one that babbles. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class IndependenceTest {
  private static final String DEAD = "340102.ybj";
  private static final String SLOW = "340103.ybj";
  private static final String BABBLER = "340104.ybj";
  private static final List<String> HEALTHY =
      List.of(
          "340111.ybj",
          "340121.ybj",
          "340122.ybj",
          "340123.ybj",
          "340124.ybj",
          "340181.ybj",
          "340202.ybj");
  private static final int ROUNDS = 3;
  private static final int LETTERS = 4;
  private static final int CONCURRENCY = 2;

  /** One more than open a breaker. */
  private static final int OWED = 6;

  /** Below this everything is noise of the machine. */
  private static final Duration FLOOR = Duration.ofSeconds(2);

  private static final CrankedClock CLOCK = new CrankedClock("2026-10-13T09:00:00");
  private static final Map<String, OutsideSystem> SYSTEMS = new LinkedHashMap<>();
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final AdapterHome HOME = home();

  @TestBean(methodName = "crankedClock")
  Clock clock;

  @TestBean(methodName = "crankedDials")
  TimeGuard.Dials dials;

  @LocalServerPort int port;
  @Autowired EmbeddedBroker broker;
  @Autowired JdbcTemplate jdbc;
  @Autowired DepartmentMeters meters;
  @Autowired MeterRegistry registry;
  @Autowired Inbox inbox;

  /** When each letter arrived, by its key. */
  private final Map<String, Long> arrived = new ConcurrentHashMap<>();

  private HubClient client;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger sentAway = new AtomicInteger();

  static Clock crankedClock() {
    return CLOCK;
  }

  static TimeGuard.Dials crankedDials() {
    return HubTest.dials(CLOCK);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    HOME.settings(registry);
  }

  private static AdapterHome home() {
    var home = new AdapterHome();
    var all = new ArrayList<>(List.of(DEAD, SLOW, BABBLER));
    all.addAll(HEALTHY);
    for (String id : all) {
      var system = new OutsideSystem();
      SYSTEMS.put(id, system);
      home.department(
          id.replace('.', '-'),
          """
          adapter: rest
          pace: { concurrency: %d, perSecond: 200 }
          rest: { url: "%s", auth: none, onUnknown: retry, connect: 1s, response: 20s, total: 30s }
          """
              .formatted(CONCURRENCY, system.url()));
    }
    return home;
  }

  @AfterAll
  static void stop() {
    SYSTEMS.values().forEach(OutsideSystem::close);
  }

  @BeforeAll
  static void start() {
    SYSTEMS.values().forEach(OutsideSystem::up);
  }

  @AfterEach
  void everybody_is_well_again() {
    SYSTEMS.values().stream().filter(OutsideSystem::isDown).forEach(OutsideSystem::up);
    SYSTEMS.get(SLOW).is(OutsideSystem.status(200));
    CLOCK.forward(Duration.ofMinutes(20));
  }

  @Test
  void seven_of_ten_departments_notice_nothing_of_the_other_three() throws Exception {
    HEALTHY.forEach(id -> SYSTEMS.get(id).is(this::note));
    round();
    var well = new ArrayList<Duration>();
    var beside = new ArrayList<Duration>();
    var amid = new ArrayList<Duration>();
    for (int i = 0; i < ROUNDS; i++) {
      well.addAll(round());
      beside.addAll(besideTheBad(false));
      amid.addAll(besideTheBad(true));
    }
    System.out.printf(
        "letter to delivered: all well %s; beside a dead and a slow one %s; and a babbler %s;"
            + " of its calls %d taken, %d sent away%n",
        figures(well), figures(beside), figures(amid), taken.get(), sentAway.get());
    for (int percent : List.of(50, 99)) {
      var limit = at(well, percent).multipliedBy(2).plus(FLOOR);
      assertThat(at(beside, percent)).isLessThan(limit);
      assertThat(at(amid, percent)).isLessThan(limit);
    }
    assertThat(mostOpen.get()).as("letters that hang").isBetween(1, CONCURRENCY);
    assertThat(taken.get()).isPositive();
  }

  @Test
  void operations_see_the_line_that_is_cut_in_its_health_and_in_the_metrics() {
    SYSTEMS.get(DEAD).down();
    for (int i = 0; i < OWED; i++) {
      order(DEAD);
    }
    String healthy = HEALTHY.get(0).replace('.', ':');
    letter(order(HEALTHY.get(0)));
    await().atMost(Duration.ofSeconds(40)).until(() -> health(DEAD, "breaker").equals("OPEN"));
    await().atMost(Duration.ofSeconds(40)).until(() -> health(healthy, "undelivered").equals("0"));
    assertThat(health(DEAD, "undelivered")).isEqualTo(String.valueOf(OWED));
    assertThat(Integer.parseInt(health(healthy, "unanswered"))).isPositive();
    CLOCK.forward(Duration.ofSeconds(20));
    meters.look();

    String dead = "340102:ybj";
    assertThat(metric("breaker.open", dead)).hasValue(1);
    assertThat(metric("breaker.open", healthy)).hasValue(0);
    assertThat(metric("undelivered", dead)).hasValue(OWED);
    assertThat(metric("undelivered", healthy)).hasValue(0);
    assertThat(metric("lag.seconds", dead)).hasValue(20);
    assertThat(metric("paused", dead)).hasValue(0);
    assertThat(metric("parked", dead)).hasValue(0);
    assertThat(metric("unanswered", healthy).orElse(0)).isPositive();
    assertThat(metric("last.success.timestamp.seconds", healthy)).isPresent();
    assertThat(metric("paused", "341522:ybj")).as("the hub brings it nothing").isEmpty();
    assertThat(metric("undelivered", "341522:ybj")).isPresent();
  }

  @Test
  void many_messages_of_one_sender_keep_those_of_another_waiting_for_one_round_only() {
    String keep =
        "insert into inbound (door, msg_id, raw, received_at, state)"
            + " select ?, ? || n, '', ?, 'N' from generate_series(1, ?) n returning id";
    var now = Timestamp.from(CLOCK.instant());
    jdbc.queryForList(keep, Long.class, "department." + BABBLER, "many-", now, 300);
    var few = jdbc.queryForList(keep, Long.class, "department." + SLOW, "few-", now, 2);
    var left = inbox.left(CLOCK.instant().plusSeconds(1), 10);
    jdbc.update("delete from inbound where msg_id like 'many-%' or msg_id like 'few-%'");
    assertThat(left).hasSize(10).containsAll(few);
  }

  private OptionalDouble metric(String name, String department) {
    return registry
        .find("bancheng.department." + name)
        .tag("department", department)
        .gauges()
        .stream()
        .mapToDouble(Gauge::value)
        .findFirst();
  }

  private String health(String department, String field) {
    String path = "/api/v1/departments/" + department.replace('.', ':') + "/health";
    return hotline().get("staff.admin", path).text(field);
  }

  private List<Duration> besideTheBad(boolean babbling) throws InterruptedException {
    var over = new CountDownLatch(1);
    SYSTEMS.get(DEAD).down();
    SYSTEMS.get(SLOW).is(exchange -> hang(exchange, over));
    for (int i = 0; i < LETTERS; i++) {
      order(DEAD);
      order(SLOW);
    }
    var threads = Executors.newFixedThreadPool(9);
    try {
      await().atMost(Duration.ofSeconds(40)).until(() -> open.get() > 0);
      if (babbling) {
        int before = sentAway.get();
        babble(threads, over);
        await().atMost(Duration.ofSeconds(40)).until(() -> sentAway.get() > before);
      }
      return round();
    } finally {
      over.countDown();
      threads.shutdown();
      assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      everybody_is_well_again();
    }
  }

  /** The babbler calls with eight threads and writes to its queue with one, as fast as it can. */
  private void babble(ExecutorService threads, CountDownLatch over) {
    String said = reply(order(BABBLER));
    for (int i = 0; i < 8; i++) {
      threads.execute(
          () -> {
            var system = hub();
            while (over.getCount() > 0) {
              var answer = system.reply(BABBLER.replace('.', ':'), said);
              (answer.status() == 429 ? sentAway : taken).incrementAndGet();
              if (answer.status() == 429) {
                assertThat(answer.raw().headers().firstValue("Retry-After")).hasValue("1");
              }
            }
          });
    }
    threads.execute(() -> babble(said, over));
  }

  private void babble(String said, CountDownLatch over) {
    try {
      for (int i = 0; i < 100 && over.getCount() > 0; i++) {
        Department.say(broker.port(), BABBLER, hub(), said);
      }
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String reply(String caseNo) {
    return Department.reply("PROGRESS", caseNo + "-1", CLOCK.toString())
        .put("text", "办理中")
        .toString();
  }

  /** How long each letter took to the healthy ones, from the order that it is about. */
  private List<Duration> round() {
    var begun = new LinkedHashMap<String, Long>();
    for (int i = 0; i < LETTERS; i++) {
      for (String id : HEALTHY) {
        long from = System.nanoTime();
        begun.put(letter(order(id)), from);
      }
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> arrived.keySet().containsAll(begun.keySet()));
    return begun.entrySet().stream()
        .map(letter -> Duration.ofNanos(arrived.get(letter.getKey()) - letter.getValue()))
        .toList();
  }

  private String order(String department) {
    String code = "INDEP-" + NUMBER.incrementAndGet();
    String region = department.substring(0, 6);
    var order = Orders.order(code, region, "异地就医备案失败", "来电人反映异地就医备案一直提示失败。");
    var answer = hotline().push("hotline", order.toString());
    assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(201);
    return answer.text("caseNo");
  }

  private String letter(String caseNo) {
    return jdbc.queryForObject(
        "select msg_id::text from outbox where case_no = ? and type = 'ASSIGNMENT_DISPATCHED'",
        String.class,
        caseNo);
  }

  private void note(HttpExchange exchange) throws IOException {
    arrived.putIfAbsent(
        exchange.getRequestHeaders().getFirst("Idempotency-Key"), System.nanoTime());
    exchange.sendResponseHeaders(200, -1);
  }

  private void hang(HttpExchange exchange, CountDownLatch over) throws IOException {
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    try {
      over.await(60, TimeUnit.SECONDS);
      exchange.sendResponseHeaders(200, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.decrementAndGet();
    }
  }

  private static String figures(List<Duration> all) {
    return "median %d ms, p99 %d ms".formatted(at(all, 50).toMillis(), at(all, 99).toMillis());
  }

  private static Duration at(List<Duration> all, int percent) {
    var sorted = all.stream().sorted().toList();
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  /** One that keeps its connection. */
  private HubClient hotline() {
    if (client == null) {
      client = hub();
    }
    return client;
  }

  private HubClient hub() {
    return new HubClient(port, HOME.var());
  }
}
