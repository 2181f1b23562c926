package io.bancheng.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.harness.AdapterHome;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.Orders;
import io.bancheng.harness.RunningHub;
import io.bancheng.ledger.TimeGuard;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/**
 * A department of every kind joins a running hub by one file, and then shows every habit of the
 * shipped moody script once; the hub loses nothing by any of them.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class DepartmentKindsTest {
  private static final CrankedClock CLOCK = new CrankedClock("2026-10-13T09:00:00");
  private static final AdapterHome HOME = new AdapterHome();
  private static final int IMAP = RunningHub.freePort();
  private static final int SMTP = RunningHub.freePort();
  private static final int REST = RunningHub.freePort();
  private static final String PASSWORD = "geheim-42";
  private static final GreenMail MAIL = mail();
  private static final ScheduledExecutorService TIMER = Executors.newScheduledThreadPool(4);
  private static final int DOZEN = 12;

  /** The plans of the moody script, by their place in it. */
  private enum Mood {
    PLAIN,
    PROGRESS,
    OUT_OF_ORDER,
    THREE_TIMES,
    RETURNS,
    EXTENDS,
    CONTRADICTS,
    ODD_REPLIES,
    FORGETS,
    FAILS_TWICE,
    SLOW,
    TAKES_SILENTLY,
    REFUSES;

    /** Stands in the demand and chooses the plan. */
    String sign() {
      return "习惯" + (char) ('A' + ordinal());
    }
  }

  /** The kinds, each with a county whose health insurance bureau is of that kind. */
  private enum Kind {
    QUEUE("341525"),
    REST("341524"),
    PULL("341523"),
    MAIL("340881"),
    FILE("340828");

    private final String region;

    Kind(String region) {
      this.region = region;
    }

    String dotted() {
      return region + ".ybj";
    }

    String system() {
      return "department." + dotted();
    }
  }

  @TestBean(methodName = "crankedClock")
  Clock clock;

  /** The ledger's time is the turned one too, and turning it is no jump. */
  @TestBean(methodName = "crankedDials")
  TimeGuard.Dials dials;

  @LocalServerPort int port;
  @Autowired EmbeddedBroker broker;
  @Autowired JdbcTemplate jdbc;

  private final List<String> cases = new ArrayList<>();

  static Clock crankedClock() {
    return CLOCK;
  }

  static TimeGuard.Dials crankedDials() {
    return new TimeGuard.Dials(
        CLOCK::instant, CLOCK, () -> CLOCK.instant().toEpochMilli() * 1_000_000);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    HOME.settings(registry);
  }

  @AfterAll
  static void stop() {
    TIMER.shutdownNow();
    MAIL.stop();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void joins_by_one_short_file_and_none_of_its_moods_loses_anything(Kind kind) throws Exception {
    String file = file(kind);
    assertThat(file.lines().count()).isLessThanOrEqualTo(DOZEN);
    HOME.secret(kind.system() + ".rest", "the hub's key")
        .secret(kind.system() + ".mailbox", PASSWORD);
    HOME.department(kind.region + "-ybj", file);
    soon(() -> assertThat(HOME.var().resolve("keys/" + kind.system() + ".key")).exists());
    soon(
        () ->
            assertThat(hub().get("staff.admin", "/api/v1/departments").raw().body())
                .contains(kind.region + ":ybj"));

    var department = start(kind, moody());
    try {
      for (Mood mood : Mood.values()) {
        cases.add(order(kind, mood));
      }
      answered(kind);
      unusual(kind);
      nothingIsLost(kind);
      forgotten(kind);
    } finally {
      department.close();
    }
  }

  private void answered(Kind kind) {
    for (Mood mood :
        List.of(
            Mood.PLAIN,
            Mood.PROGRESS,
            Mood.OUT_OF_ORDER,
            Mood.THREE_TIMES,
            Mood.EXTENDS,
            Mood.CONTRADICTS,
            Mood.ODD_REPLIES,
            Mood.FAILS_TWICE,
            Mood.SLOW,
            Mood.TAKES_SILENTLY)) {
      sooner(
          () ->
              assertThat(timeline(mood))
                  .as(kind + " " + mood)
                  .containsOnlyOnce("Signed")
                  .containsOnlyOnce("OpinionSubmitted"));
    }
    soon(() -> assertThat(timeline(Mood.PROGRESS)).contains("Progressed"));
    soon(() -> assertThat(timeline(Mood.OUT_OF_ORDER)).containsOnlyOnce("ReplyRecorded"));
    soon(() -> assertThat(timeline(Mood.CONTRADICTS)).containsOnlyOnce("ReplyRecorded"));
    assertThat(found(Mood.CONTRADICTS).toString()).contains("SOLVED");
    assertThat(timeline(Mood.PLAIN)).contains("Closed").doesNotContain("ReplyRecorded");
    assertThat(timeline(Mood.EXTENDS))
        .as("5 days are more than the limit")
        .contains("ReplyRefused");
  }

  private void unusual(Kind kind) {
    soon(() -> assertThat(timeline(Mood.RETURNS)).contains("Signed", "ReturnRequested"));
    soon(() -> assertThat(parked(kind)).as("odd replies").hasSize(3));
    if (kind == Kind.REST) {
      assertThat(states(Mood.FAILS_TWICE)).endsWith("FAILED", "FAILED", "DELIVERED");
      assertThat(states(Mood.SLOW)).containsExactly("DELIVERED");
      soon(() -> assertThat(states(Mood.TAKES_SILENTLY)).endsWith("DELIVERED"));
      soon(() -> assertThat(states(Mood.REFUSES)).containsExactly("REJECTED"));
      assertThat(doors("refused." + kind.system())).hasSize(1);
    }
  }

  /** Every message that came is done or parked, every case has its assignment in the ledger. */
  private void nothingIsLost(Kind kind) {
    soon(
        () ->
            assertThat(
                    jdbc.queryForObject(
                        "select count(*) from inbound where door like ? and state = 'N'",
                        Long.class,
                        "%" + kind.dotted()))
                .isZero());
    assertThat(cases).allSatisfy(c -> assertThat(timelineOf(c)).contains("Dispatched"));
  }

  /** Who says nothing is reminded, and supervised in the end. */
  private void forgotten(Kind kind) {
    assertThat(timeline(Mood.FORGETS)).as(kind + " forgets").doesNotContain("Signed");
    CLOCK.forward(Duration.ofDays(4));
    soon(() -> assertThat(timeline(Mood.FORGETS)).contains("ClockBreached"));
    assertThat(timeline(Mood.REFUSES)).doesNotContain("Signed");
    soon(() -> assertThat(timeline(Mood.REFUSES)).contains("ClockBreached"));
  }

  private AutoCloseable start(Kind kind, Script script) throws Exception {
    String key = kind == Kind.MAIL ? "" : hub().secret(kind.system());
    URI hub = URI.create("http://127.0.0.1:" + port);
    return switch (kind) {
      case QUEUE ->
          new QueueDepartment(
              new QueueDepartment.Account("amqp://127.0.0.1:" + broker.port(), kind.dotted(), key),
              script,
              CLOCK,
              TIMER);
      case REST ->
          new RestDepartment(
              new RestDepartment.Account(kind.dotted(), REST, "the hub's key", false, hub, key),
              script,
              CLOCK,
              TIMER);
      case PULL ->
          new PullDepartment(
              new PullDepartment.Account(hub, kind.dotted(), key), script, CLOCK, TIMER);
      case MAIL ->
          new MailDepartment(
              new MailDepartment.Account(
                  new MailDepartment.Server("127.0.0.1", IMAP),
                  new MailDepartment.Server("127.0.0.1", SMTP),
                  "ybj",
                  PASSWORD,
                  "ybj@example.gov.cn",
                  "hub@example.gov.cn"),
              script,
              CLOCK,
              TIMER);
      case FILE ->
          new FileDepartment(HOME.var().resolve("departments/yuexi"), script, CLOCK, TIMER);
    };
  }

  private static String file(Kind kind) {
    return switch (kind) {
      case QUEUE -> "adapter: queue\n";
      case PULL -> "adapter: pull\n";
      case REST ->
          """
          adapter: rest
          rest:
            url: http://127.0.0.1:%d/cases
            auth: bearer
            onUnknown: lookup
            lookup: http://127.0.0.1:%d/cases/{hubMsgId}
          """
              .formatted(REST, REST);
      case MAIL ->
          """
          adapter: mail
          mapping: mail-reply
          mail:
            to: ybj@example.gov.cn
            smtp: {server: "smtp://127.0.0.1:%d", from: hub@example.gov.cn}
            mailbox: {server: "imap://127.0.0.1:%d", user: hub, folder: INBOX}
          """
              .formatted(SMTP, IMAP);
      case FILE ->
          """
          adapter: file
          mapping: file-csv
          file: { folder: { at: departments/yuexi } }
          """;
    };
  }

  /** The shipped plans, each chosen by a word of the demand instead of by chance. */
  private static Script moody() {
    var shipped = ScriptReader.shipped("moody");
    assertThat(shipped.plans()).hasSameSizeAs(Mood.values());
    var plans =
        IntStream.range(0, shipped.plans().size())
            .mapToObj(
                i -> {
                  var plan = shipped.plans().get(i);
                  return new Plan(Mood.values()[i].sign(), 1, plan.answers(), plan.acts());
                })
            .toList();
    return new Script(shipped.seed(), plans, shipped.habits());
  }

  private String order(Kind kind, Mood mood) {
    String content = "来电人反映异地就医备案一直提示失败。" + mood.sign();
    var order = Orders.order(kind + "-" + mood, kind.region, "异地就医备案失败", content);
    return hub().push("hotline", order.toString()).text("caseNo");
  }

  private com.fasterxml.jackson.databind.JsonNode found(Mood mood) {
    return hub().find(cases.get(mood.ordinal()));
  }

  private List<String> timeline(Mood mood) {
    return timelineOf(cases.get(mood.ordinal()));
  }

  private List<String> timelineOf(String caseNo) {
    return StreamSupport.stream(hub().find(caseNo).path("timeline").spliterator(), false)
        .map(e -> e.path("type").asText())
        .toList();
  }

  /** How the attempts to bring a case's assignment ended. */
  private List<String> states(Mood mood) {
    return jdbc.queryForList(
        "select d.state from delivery d join outbox o on o.msg_id = d.msg_id"
            + " where d.case_no = ? and o.type = 'ASSIGNMENT_DISPATCHED' order by d.attempt",
        String.class,
        cases.get(mood.ordinal()));
  }

  private List<String> parked(Kind kind) {
    return doors((kind == Kind.MAIL ? "mailbox." : "department.") + kind.dotted());
  }

  private List<String> doors(String door) {
    return jdbc.queryForList(
        "select reason from inbound where state = 'Q' and door = ?", String.class, door);
  }

  private HubClient hub() {
    return new HubClient(port, HOME.var());
  }

  private static void soon(Runnable assertion) {
    await().atMost(Duration.ofSeconds(90)).untilAsserted(assertion::run);
  }

  /** The same, while the hub's time goes by faster. */
  private static void sooner(Runnable assertion) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(
            () -> {
              CLOCK.forward(Duration.ofSeconds(1));
              assertion.run();
            });
  }

  private static GreenMail mail() {
    var server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(SMTP, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(IMAP, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
            });
    server.start();
    server.setUser("hub@example.gov.cn", "hub", PASSWORD);
    server.setUser("ybj@example.gov.cn", "ybj", PASSWORD);
    return server;
  }
}
