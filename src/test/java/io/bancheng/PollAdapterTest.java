package io.bancheng;

import static io.bancheng.harness.OutsideSystem.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Poll;
import io.bancheng.canonical.Sha256;
import io.bancheng.harness.AdapterHome;
import io.bancheng.harness.Department;
import io.bancheng.harness.OutsideSystem;
import io.bancheng.harness.OutsideSystem.Mood;
import io.bancheng.harness.OutsideSystem.Request;
import io.bancheng.harness.PolledWords;
import io.bancheng.ledger.Polls;
import io.bancheng.routes.RestPoll;
import io.bancheng.samples.PolledReplies;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** A department whose system takes letters and is asked for replies, both over HTTP. */
class PollAdapterTest extends CarriedAdapterContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LOOK = Duration.ofSeconds(6);
  private static final String ONE_BY_ONE = "341522.ybj";
  private static final OutsideSystem OFFICE = new OutsideSystem();
  private static final OutsideSystem OTHER = new OutsideSystem();
  private static final PolledReplies SAYS = new PolledReplies();
  private static final PolledReplies OTHER_SAYS = new PolledReplies();
  private static final Mood ANSWERS = SAYS::answer;
  private static final AdapterHome HOME = home(new AdapterHome());

  @Autowired Polls polls;
  @Autowired TransactionTemplate transaction;
  @Autowired CamelContext context;
  @Autowired RestPoll restPoll;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    HOME.settings(registry);
  }

  private static AdapterHome home(AdapterHome home) {
    return home.mapping("polled", PolledWords.YAML)
        .department(
            "340882-ybj",
            """
            adapter: rest
            mapping: polled
            pace: { concurrency: 4, perSecond: 200 }
            rest: { url: "%s", auth: bearer, connect: 1s, response: 2s, total: 4s }
            poll:
              url: "%s"
              every: 5s
              response: 2s
              total: 4s
              since: since
              zone: UTC
              page: page
              mostPages: 5
            """
                .formatted(OFFICE.url(), OFFICE.url().replace("/take", "/replies")))
        .secret("department.340882.ybj.rest", "the-bureaus-own-secret")
        .department(
            "341522-ybj",
            """
            adapter: queue
            mapping: polled
            pace: { maintenance: "01:00-02:00" }
            poll:
              url: "%s"
              auth: hmac
              parameters: { state: open, dept: 霍邱 }
              since: since
              reconcile: { at: "04:00", url: "%s/{caseNo}" }
            """
                .formatted(replies(OTHER), replies(OTHER)))
        .secret("department.341522.ybj.poll", "another-secret");
  }

  private static String replies(OutsideSystem system) {
    return system.url().replace("/take", "/replies");
  }

  @AfterAll
  static void close() {
    OFFICE.close();
    OTHER.close();
  }

  @Override
  AdapterHome home() {
    return HOME;
  }

  @Override
  void well() {
    SAYS.pages(100);
    letters(status(200));
    OTHER.is(OTHER_SAYS::answer);
    for (OutsideSystem system : List.of(OFFICE, OTHER)) {
      if (system.isDown()) {
        system.up();
      }
    }
  }

  @Override
  void down() {
    OFFICE.down();
  }

  @Override
  void busy() {
    letters(status(503, "Retry-After", "1"));
  }

  @Override
  void unsure() {
    letters(HttpExchange::close);
  }

  /** Takes letters that way, and says what it has to say. */
  private static void letters(Mood mood) {
    OFFICE.is(exchange -> (asks(exchange) ? ANSWERS : mood).answer(exchange));
  }

  /** Says that to whoever asks, and takes letters. */
  private static void says(Mood mood) {
    OFFICE.is(exchange -> (asks(exchange) ? mood : status(200)).answer(exchange));
  }

  private static boolean asks(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("GET");
  }

  @Override
  List<Got> got() {
    return OFFICE.requests().stream()
        .filter(r -> r.method().equals("POST"))
        .map(r -> new Got(r.key(), json(r.body()).path("caseNo").asText()))
        .toList();
  }

  @Override
  void answer(ObjectNode reply) {
    SAYS.say(reply.toString(), CLOCK.instant());
    CLOCK.forward(LOOK);
  }

  @BeforeEach
  void at_once() {
    jdbc.update(
        "update department_poll set next_at = 'epoch', going = false, lease_until = null,"
            + " state = state || '{\"failures\": 0, \"walk\": {}}'");
  }

  @Test
  void it_is_asked_since_a_while_before_the_last_mark_in_its_own_zone() {
    String caseNo = signs();
    var mark = CLOCK.instant().minus(LOOK);
    eventually(() -> assertThat(cursor()).isEqualTo(mark));
    int before = asked(OFFICE).size();
    CLOCK.forward(LOOK);
    eventually(() -> assertThat(asked(OFFICE)).hasSizeGreaterThan(before));
    assertThat(since(last(OFFICE)))
        .isEqualTo(OffsetDateTime.ofInstant(mark, ZoneOffset.UTC).minusMinutes(10).toString());
    assertThat(last(OFFICE).authorization()).isEqualTo("Bearer the-bureaus-own-secret");
    assertThat(signed(caseNo)).isEqualTo(1);
  }

  @Test
  void whoever_dies_between_keeping_a_page_and_going_on_reads_it_twice_and_it_counts_once() {
    String caseNo = dispatched();
    var before = cursor();
    var asked = new CountDownLatch(1);
    var held = new CountDownLatch(1);
    says(
        exchange -> {
          asked.countDown();
          pause(held, 2_000);
          SAYS.answer(exchange);
        });
    answer(Department.reply("SIGNED", caseNo + "-1", CLOCK.toString()));
    pause(asked, 20_000);
    transaction.executeWithoutResult(
        status -> {
          jdbc.execute("set local idle_in_transaction_session_timeout = 0");
          jdbc.queryForList(news("1") + " for update");
          held.countDown();
          eventually(() -> assertThat(signed(caseNo)).isEqualTo(1));
          eventually(() -> assertThat(killed()).isEqualTo(1));
        });
    assertThat(cursor()).isEqualTo(before);
    well();
    CLOCK.forward(Duration.ofMinutes(2));
    eventually(() -> assertThat(cursor()).isNotNull().isNotEqualTo(before));
    assertThat(kept(caseNo)).isEqualTo(1);
    assertThat(signed(caseNo)).isEqualTo(1);
  }

  @Test
  void pages_are_turned_to_the_end_and_a_reply_on_two_of_them_counts_once() {
    SAYS.pages(1);
    String caseNo = dispatched();
    var reply = Department.reply("SIGNED", caseNo + "-1", CLOCK.toString());
    SAYS.say(reply.toString(), CLOCK.instant());
    SAYS.say(reply.toString(), CLOCK.instant());
    String later = CLOCK.toString();
    var opinion = Department.reply("OPINION_SUBMITTED", caseNo + "-1", later);
    answer(opinion.put("resultType", "SOLVED").put("opinionText", "已备案"));
    sooner(() -> assertThat(found(caseNo).path("status").asText()).isNotEqualTo("HANDLING"));
    eventually(() -> assertThat(cursor()).isEqualTo(OffsetDateTime.parse(later).toInstant()));
    assertThat(signed(caseNo)).isEqualTo(1);
    assertThat(kept(caseNo)).isEqualTo(2);
    assertThat(asked(OFFICE)).anyMatch(r -> r.query().contains("page=2"));
  }

  @Test
  void it_is_not_asked_for_what_did_not_change() {
    CLOCK.forward(LOOK);
    eventually(
        () ->
            assertThat(jdbc.queryForObject(news("state->'seen'->>'etag'"), String.class))
                .isNotNull());
    int before = asked(OFFICE).size();
    CLOCK.forward(LOOK);
    eventually(() -> assertThat(asked(OFFICE)).hasSizeGreaterThan(before));
    assertThat(last(OFFICE).headers().getFirst("If-None-Match")).isNotNull();
    String caseNo = signs();
    eventually(() -> assertThat(signed(caseNo)).isEqualTo(1));
  }

  @Test
  void a_system_that_knows_no_etags_may_go_by_the_time_of_its_last_change() {
    String changed = "Tue, 13 Oct 2026 00:00:00 GMT";
    says(
        exchange -> {
          boolean known =
              changed.equals(exchange.getRequestHeaders().getFirst("If-Modified-Since"));
          exchange.getResponseHeaders().add("Last-Modified", changed);
          (known ? status(304) : body("{\"rows\":[]}")).answer(exchange);
        });
    CLOCK.forward(LOOK);
    eventually(
        () ->
            assertThat(jdbc.queryForObject(news("state->'seen'->>'modified'"), String.class))
                .isEqualTo(changed));
    int before = asked(OFFICE).size();
    CLOCK.forward(LOOK);
    eventually(() -> assertThat(asked(OFFICE)).hasSizeGreaterThan(before));
    assertThat(last(OFFICE).headers().getFirst("If-Modified-Since")).isEqualTo(changed);
    assertThat(failures()).isZero();
  }

  @Test
  void ten_years_are_a_quarter_of_an_hour() {
    says(status(429, "Retry-After", "315360000"));
    CLOCK.forward(LOOK);
    eventually(() -> assertThat(failures()).isEqualTo(1));
    well();
    String caseNo = dispatched();
    SAYS.say(signature(caseNo), CLOCK.instant());
    int before = asked(OFFICE).size();
    CLOCK.forward(Duration.ofMinutes(14));
    var neighbour = polls.claim(due(), CLOCK.instant());
    assertThat(neighbour).isEmpty();
    assertThat(asked(OFFICE)).hasSize(before);
    CLOCK.forward(Duration.ofMinutes(2));
    eventually(() -> assertThat(signed(caseNo)).isEqualTo(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "hang", "drip", "302", "500", "large"})
  void what_cannot_be_used_moves_nothing_and_is_asked_for_again(String how) {
    signs();
    eventually(() -> assertThat(cursor()).isNotNull());
    var before = cursor();
    says(unwell(how));
    CLOCK.forward(LOOK);
    eventually(() -> assertThat(failures()).isPositive());
    assertThat(cursor()).isEqualTo(before);
    well();
    String caseNo = dispatched();
    SAYS.say(signature(caseNo), CLOCK.instant());
    sooner(() -> assertThat(signed(caseNo)).isEqualTo(1));
    assertThat(asked(OFFICE)).noneMatch(r -> r.path().contains("elsewhere"));
  }

  @Test
  void a_page_that_nobody_understands_is_parked_once_and_a_person_is_told_in_the_end() {
    says(unwell("garbage"));
    CLOCK.forward(LOOK);
    sooner(() -> assertThat(failures()).isGreaterThanOrEqualTo(5));
    assertThat(pages()).isEqualTo(1);
    assertThat(alerts("DEPARTMENT_POLL_FAILS")).isEqualTo(1);
  }

  @Test
  void a_time_that_is_not_yet_does_not_become_the_mark() {
    String caseNo = dispatched();
    SAYS.say(signature(caseNo), CLOCK.instant().plus(Duration.ofDays(2)));
    CLOCK.forward(LOOK);
    eventually(() -> assertThat(signed(caseNo)).isEqualTo(1));
    eventually(() -> assertThat(alerts("DEPARTMENT_CLOCK_AHEAD")).isEqualTo(1));
    assertThat(cursor() == null || cursor().isBefore(CLOCK.instant())).isTrue();
  }

  @Test
  void one_node_asks_at_a_time_and_a_paused_department_is_not_asked() {
    lines.pause(DepartmentId.parse(DEPARTMENT), "test", "test", CLOCK.instant());
    CLOCK.forward(LOOK);
    assertThat(polls.claim(due(), CLOCK.instant())).isEmpty();
    lines.resume(DepartmentId.parse(DEPARTMENT), "test", "test", CLOCK.instant());
    says(status(500));
    CLOCK.forward(LOOK);
    eventually(() -> assertThat(failures()).isPositive());
    CLOCK.forward(Duration.ofMinutes(20));
    var mine = polls.claim(due(), CLOCK.instant());
    assertThat(polls.claim(due(), CLOCK.instant())).isEmpty();
    assertThat(mine.size()).isLessThanOrEqualTo(1);
  }

  @Test
  void what_every_look_missed_is_found_at_night() {
    String caseNo = dispatched();
    signs();
    SAYS.say(signature(caseNo), CLOCK.instant().minus(Duration.ofHours(3)));
    int before = asked(OFFICE).size();
    CLOCK.forward(LOOK);
    eventually(() -> assertThat(asked(OFFICE)).hasSizeGreaterThan(before));
    assertThat(signed(caseNo)).isZero();
    night("03:10");
    eventually(() -> assertThat(signed(caseNo)).isEqualTo(1));
  }

  @Test
  void an_assignment_that_the_department_does_not_know_is_a_difference() {
    String known = order("341522");
    String unknown = order("341522");
    eventually(() -> assertThat(open(ONE_BY_ONE)).isGreaterThanOrEqualTo(2));
    OTHER_SAYS.forget(unknown);
    OTHER_SAYS.say(signature(known), Instant.EPOCH);
    night("04:00");
    eventually(() -> assertThat(signed(known)).isEqualTo(1));
    eventually(() -> assertThat(alerts("DEPARTMENT_DIFFERENCES")).isEqualTo(1));
    assertThat(OTHER.requests()).anyMatch(r -> r.path().endsWith("/replies/" + unknown));
    var opinion = Department.reply("OPINION_SUBMITTED", known + "-1", CLOCK.toString());
    opinion.put("resultType", "SOLVED").put("opinionText", "已备案");
    OTHER_SAYS.say(opinion.toString(), Instant.EPOCH);
    night("04:00");
    eventually(() -> assertThat(kept(known)).as("the night after").isEqualTo(2));
  }

  @Test
  void a_question_is_signed_with_its_query() throws GeneralSecurityException {
    CLOCK.forward(Duration.ofMinutes(2));
    eventually(() -> assertThat(asked(OTHER)).isNotEmpty());
    var request = last(OTHER);
    assertThat(request.query()).startsWith("state=open&dept=%E9%9C%8D%E9%82%B1");
    String text =
        String.join(
            "\n",
            "GET",
            request.path() + "?" + request.query(),
            request.headers().getFirst("X-Hub-Timestamp"),
            request.headers().getFirst("X-Hub-Nonce"),
            Sha256.hex(new byte[0]));
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("another-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertThat(request.headers().getFirst("X-Hub-Signature"))
        .isEqualTo(HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void people_see_when_it_was_asked_and_may_pause_it_and_its_nights_are_its_own() {
    signs();
    eventually(
        () ->
            assertThat(OffsetDateTime.parse(health(DEPARTMENT).path("polledAt").asText()))
                .isEqualTo(OffsetDateTime.parse(CLOCK.toString())));
    String line = "/api/v1/departments/341522:ybj";
    assertThat(hub().post("staff.admin", line + "/pause").status()).isEqualTo(200);
    assertThat(health(ONE_BY_ONE).path("paused").asBoolean()).isTrue();
    assertThat(hub().post("staff.admin", line + "/resume").status()).isEqualTo(200);
    var night = OffsetDateTime.parse("2026-10-13T01:30:00+08:00").toInstant();
    assertThat(restPoll.due(ONE_BY_ONE, night).allowed()).isFalse();
    assertThat(restPoll.due(ONE_BY_ONE, night.plusSeconds(1800)).allowed()).isTrue();
    assertThat(restPoll.due("340882.nobody", night).allowed()).isFalse();
  }

  private static String signature(String caseNo) {
    return Department.reply("SIGNED", caseNo + "-1", CLOCK.toString()).toString();
  }

  @Test
  void a_department_that_gets_such_a_file_while_the_hub_runs_is_asked_at_once() throws IOException {
    String server = OTHER.url().replace("/take", "");
    Path example = Path.of("docs/examples/departments/poll.yaml");
    home()
        .secret("department.340882.wjw.rest", "a-third-secret")
        .write(
            "config/departments/340882-wjw.yaml",
            Files.readString(example).replace("https://hall.example.gov.cn/api", server));
    eventually(
        () ->
            assertThat(asked(OTHER))
                .anyMatch(r -> String.valueOf(r.query()).contains("updatedAfter")));
    var request =
        asked(OTHER).stream()
            .filter(r -> String.valueOf(r.query()).contains("updatedAfter"))
            .findFirst()
            .get();
    assertThat(request.query()).matches("size=100&updatedAfter=2026-10-\\d\\d%20.*&pageNo=1");
    assertThat(request.authorization()).isEqualTo("Bearer a-third-secret");
    String letter = assignment(order("341522"));
    deliveries.enter(letter, "340882.wjw", CLOCK.instant());
    eventually(
        () ->
            assertThat(OTHER.requests())
                .anyMatch(r -> r.path().equals("/assignments") && letter.equals(r.key())));
    Files.delete(home().var().resolve("config/departments/340882-wjw.yaml"));
    eventually(() -> assertThat(context.getRoute("poll-340882.wjw")).isNull());
  }

  /** The next time that it is that late. */
  private static void night(String time) {
    var now = OffsetDateTime.parse(CLOCK.toString());
    CLOCK.turnTo(now.toLocalDate().plusDays(1) + "T" + time + ":01");
  }

  /** A case that the department has and has not signed. */
  private String dispatched() {
    String caseNo = order();
    eventually(() -> assertThat(states(caseNo)).containsExactly("DELIVERED"));
    return caseNo;
  }

  /** A case that it signs at this moment; the next look comes. */
  private String signs() {
    String caseNo = dispatched();
    answer(Department.reply("SIGNED", caseNo + "-1", CLOCK.toString()));
    eventually(() -> assertThat(signed(caseNo)).isEqualTo(1));
    return caseNo;
  }

  /** Ends whoever wants to note how far it is; the number of those. */
  private long killed() {
    return jdbc.queryForObject(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity"
            + " where wait_event_type = 'Lock' and query like 'update department_poll set state%'",
        Long.class);
  }

  private JsonNode health(String department) {
    String id = DepartmentId.parse(department).toString();
    return hub().get("staff.admin", "/api/v1/departments/" + id + "/health").body();
  }

  private Instant cursor() {
    String cursor = jdbc.queryForObject(news("state->>'cursor'"), String.class);
    return cursor == null ? null : Instant.parse(cursor);
  }

  private int failures() {
    return jdbc.queryForObject(news("(state->>'failures')::int"), Integer.class);
  }

  private static String news(String what) {
    return "select %s from department_poll where department = '340882:ybj' and walk = 'NEWS'"
        .formatted(what);
  }

  private long kept(String caseNo) {
    return jdbc.queryForObject(
        "select count(*) from inbound where case_no = ? and msg_id like 'reply:%'",
        Long.class, caseNo);
  }

  private long pages() {
    return jdbc.queryForObject(
        "select count(*) from inbound where msg_id like 'page:%' and state = 'Q'", Long.class);
  }

  private long alerts(String kind) {
    return jdbc.queryForObject("select count(*) from alert where kind = ?", Long.class, kind);
  }

  private long open(String department) {
    return jdbc.queryForObject(
        "select count(*) from assignment where department = ? and state = 'PENDING_SIGN'",
        Long.class,
        DepartmentId.parse(department).toString());
  }

  private static Poll.Due due() {
    return new Poll.Due(
        DepartmentId.parse(DEPARTMENT),
        true,
        CLOCK.instant().minus(Duration.ofSeconds(5)),
        Instant.EPOCH,
        Duration.ofSeconds(60));
  }

  private static List<Request> asked(OutsideSystem system) {
    return system.requests().stream().filter(r -> r.method().equals("GET")).toList();
  }

  private static Request last(OutsideSystem system) {
    var all = asked(system);
    return all.get(all.size() - 1);
  }

  private static String since(Request request) {
    String since = request.query().replaceFirst("(?:.*&)?since=([^&]*).*", "$1");
    return OffsetDateTime.parse(URLDecoder.decode(since, StandardCharsets.UTF_8)).toString();
  }

  private static Mood unwell(String how) {
    return switch (how) {
      case "garbage" -> body("<html><body>请先登录</body></html>");
      case "large" -> body("{\"x\":\"" + "a".repeat(1 << 20) + "\"}");
      case "302" -> status(302, "Location", replies(OFFICE) + "/elsewhere");
      case "500" -> status(500);
      case "hang" -> PollAdapterTest::hang;
      default -> PollAdapterTest::drip;
    };
  }

  private static Mood body(String body) {
    return exchange -> {
      byte[] raw = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, raw.length);
      exchange.getResponseBody().write(raw);
    };
  }

  /** Until the caller is gone. */
  private static void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    while (true) {
      exchange.getResponseBody().write(' ');
      exchange.getResponseBody().flush();
      pause(new CountDownLatch(1), 200);
    }
  }

  private static void hang(HttpExchange exchange) {
    pause(new CountDownLatch(1), 6_000);
  }

  private static void pause(CountDownLatch until, long millis) {
    try {
      until.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
