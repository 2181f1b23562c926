package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.harness.AdapterHome;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.Department;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.Orders;
import io.bancheng.harness.PostOffice;
import io.bancheng.ledger.TimeGuard;
import jakarta.jms.JMSException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
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

/** Replies that are late, repeated, out of order, contradicting or foreign, by every way in. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class OddRepliesTest {
  private static final PostOffice POST = new PostOffice();
  private static final AdapterHome HOME =
      new AdapterHome()
          .department("341522-ybj", POST.file())
          .secret("department.341522.ybj.mailbox", PostOffice.PASSWORD);
  private static final CrankedClock CLOCK = new CrankedClock("2026-10-13T09:00:00");
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** What replies leave in a timeline. */
  private static final Set<String> TRACES =
      Set.of("Signed", "Progressed", "OpinionSubmitted", "ReturnRequested", "ReplyRecorded");

  private static final List<Row> TABLE =
      List.of(
          taken(
              "a signature after the opinion",
              "Signed OpinionSubmitted ReplyRecorded",
              say("OPINION_SUBMITTED"),
              say("SIGNED")),
          taken("the very same again", "Signed", say("SIGNED"), say("SIGNED")),
          taken(
              "signed under another key",
              "Signed ReplyRecorded",
              say("SIGNED"),
              say("SIGNED", "b")),
          taken(
              "progress after the end",
              "Signed OpinionSubmitted ReplyRecorded",
              say("OPINION_SUBMITTED"),
              say("PROGRESS")),
          taken(
              "an opinion that contradicts the first",
              "Signed OpinionSubmitted ReplyRecorded",
              say("OPINION_SUBMITTED"),
              say("OPINION_SUBMITTED", "b")),
          taken(
              "a return after the end",
              "Signed OpinionSubmitted ReplyRecorded",
              say("OPINION_SUBMITTED"),
              say("RETURN_REQUESTED")),
          taken(
              "an opinion while a return is open",
              "ReturnRequested ReplyRecorded",
              say("RETURN_REQUESTED"),
              say("OPINION_SUBMITTED")),
          parked(
              "a case that there is not",
              "UNKNOWN_SUBJECT",
              "UNKNOWN_SENDER",
              say("SIGNED").about("340882990101000012-1")),
          parked("a word that nobody knows", "INVALID", "INVALID", say("FORWARDED")),
          parked("no reply at all", "UNREADABLE", "INVALID", say("")));

  @TestBean(methodName = "crankedClock")
  Clock clock;

  @TestBean(methodName = "crankedDials")
  TimeGuard.Dials dials;

  @LocalServerPort int port;
  @Autowired EmbeddedBroker broker;
  @Autowired JdbcTemplate jdbc;

  private int queued;

  /** How a reply comes in. */
  private enum Way {
    QUEUE,
    CALLBACK,
    MAIL
  }

  /**
   * What a department says about its own assignment, or another one.
   *
   * @param key tells replies of one kind apart
   */
  private record Said(String type, String key, String assignment) {
    Said about(String other) {
      return new Said(type, key, other);
    }

    String id() {
      return type + key + assignment;
    }
  }

  /** A row of the table: the traces in the timeline, or why the reply is parked. */
  private record Row(String name, List<Said> said, List<String> traces, String why, String byMail) {
    Stream<String> reasons(Way way) {
      return Stream.ofNullable(way == Way.MAIL ? byMail : why);
    }
  }

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

  @AfterAll
  static void stop() {
    POST.close();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void odd_replies_harm_nothing_and_none_is_lost(Way way) {
    var cases = new LinkedHashMap<Row, String>();
    TABLE.forEach(row -> cases.put(row, order(way)));
    long before = lastMessage();
    cases.forEach((row, caseNo) -> row.said().forEach(said -> say(way, caseNo, said)));
    settled(before);

    cases.forEach(
        (row, caseNo) ->
            assertThat(traces(caseNo))
                .as("%s (%s)", row.name(), way)
                .containsExactlyElementsOf(row.traces()));
    assertThat(parked(before))
        .containsExactlyElementsOf(TABLE.stream().flatMap(row -> row.reasons(way)).toList());
    assertThat(cases)
        .allSatisfy(
            (row, caseNo) ->
                assertThat(hub().find(caseNo).at("/closure/resultType").asText())
                    .as(row.name())
                    .isEqualTo(row.traces().contains("OpinionSubmitted") ? "SOLVED" : ""));
  }

  @ParameterizedTest
  @EnumSource(names = {"QUEUE", "CALLBACK"})
  void one_key_for_two_contents_is_recorded_once_and_the_first_one_holds(Way way) {
    String caseNo = order(way);
    long before = lastMessage();
    for (String text : List.of("已联系", "未联系", "未联系", "已联系")) {
      var reply = Department.reply("PROGRESS", caseNo + "-1", CLOCK.toString()).put("text", text);
      say(way, reply.put("idempotencyKey", "one" + caseNo).toString());
      settled(before);
    }
    assertThat(traces(caseNo)).containsExactly("Signed", "Progressed", "ReplyRecorded");
    var recorded = hub().find(caseNo).path("timeline").findValuesAsText("why");
    assertThat(recorded).contains("its key was used for another reply");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void another_department_s_assignment_is_nobody_else_s_to_answer(Way way) {
    String caseNo = order(way);
    String foreign = order(way == Way.MAIL ? Way.QUEUE : Way.MAIL);
    long before = lastMessage();
    say(way, caseNo, say("SIGNED").about(foreign + "-1"), CLOCK.toString());
    settled(before);
    assertThat(parked(before))
        .containsExactly(way == Way.MAIL ? "UNKNOWN_SENDER" : "UNKNOWN_SUBJECT");
    assertThat(traces(foreign)).isEmpty();
    assertThat(traces(caseNo)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void a_department_s_clock_moves_nothing_before_the_dispatch_nor_past_now(Way way) {
    for (Duration off : List.of(Duration.ofDays(1), Duration.ofDays(-1))) {
      String caseNo = order(way);
      var dispatched = CLOCK.instant();
      CLOCK.forward(Duration.ofMinutes(3));
      long before = lastMessage();
      var said = say("SIGNED").about(caseNo + "-1");
      say(way, caseNo, said, OffsetDateTime.ofInstant(dispatched.plus(off), BEIJING).toString());
      settled(before);
      var signed = hub().find(caseNo).at("/assignments/0/signedAt").asText();
      assertThat(OffsetDateTime.parse(signed).toInstant())
          .isEqualTo(off.isNegative() ? dispatched : CLOCK.instant());
    }
  }

  @Test
  void a_reply_that_overtakes_its_own_letter_s_mark_is_not_undone_by_it() {
    String caseNo = order(Way.QUEUE);
    jdbc.update(
        "update outbox set state = 'P', next_at = 'infinity' where case_no = ? and type ="
            + " 'ASSIGNMENT_DISPATCHED'",
        caseNo);
    long before = lastMessage();
    say(Way.CALLBACK, caseNo, say("SIGNED").about(caseNo + "-1"), CLOCK.toString());
    settled(before);
    assertThat(traces(caseNo)).containsExactly("Signed");
    jdbc.update("update outbox set next_at = created_at where case_no = ?", caseNo);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                jdbc.queryForObject(
                    "select state = 'S' and acked_at is not null from outbox where case_no = ?"
                        + " and type = 'ASSIGNMENT_DISPATCHED'",
                    Boolean.class,
                    caseNo));
    assertThat(hub().find(caseNo).at("/assignments/0/state").asText()).isEqualTo("HANDLING");
  }

  private void say(Way way, String caseNo, Said said) {
    String id = said.assignment().isEmpty() ? caseNo + "-1" : said.assignment();
    say(way, caseNo, said.about(id), CLOCK.toString());
  }

  private void say(Way way, String caseNo, Said said, String at) {
    if (way == Way.MAIL) {
      mail(caseNo, said, at);
      return;
    }
    boolean second = said.key().equals("b");
    var reply =
        Department.reply(said.type(), said.assignment(), at)
            .put("idempotencyKey", caseNo + said.id())
            .put("text", "已办")
            .put("resultType", second ? "CANNOT_BE_DONE" : "SOLVED")
            .put("policyBasis", "某办法")
            .put("reasonCode", "NOT_OUR_DUTY")
            .put("legalBasis", "某条例")
            .put("suggestedDept", "340882:wjw");
    say(way, said.type().isEmpty() ? "{\"eventType\": " : reply.toString());
  }

  private void say(Way way, String body) {
    if (way == Way.CALLBACK) {
      hub().reply("340882:ybj", body);
      return;
    }
    queued++;
    try {
      Department.say(broker.port(), "340882.ybj", hub(), body);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  private void mail(String caseNo, Said said, String at) {
    String words =
        switch (said.type()) {
          case "SIGNED" -> "【签收】";
          case "PROGRESS" -> "【进展】已联系";
          case "OPINION_SUBMITTED" ->
              "【办结】已办\n结果：" + (said.key().equals("b") ? "无法办理\n政策依据：某办法" : "已解决");
          case "RETURN_REQUESTED" -> "【退回】不归我们\n原因：非本单位职责\n依据：某条例\n建议单位：340882:wjw";
          case "FORWARDED" -> "【转送】";
          default -> "收到，谢谢。";
        };
    String subject = POST.subject(caseNo).orElseThrow().replace(caseNo + "-1", said.assignment());
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(OffsetDateTime.parse(at));
    POST.answer(caseNo + said.id(), date, "回复: " + subject, words);
  }

  /** A case for the department that the way belongs to; a mail about it has arrived. */
  private String order(Way way) {
    String code = "ODD-" + NUMBER.incrementAndGet();
    String region = way == Way.MAIL ? "341522" : "340882";
    var order = Orders.order(code, region, "异地就医备案失败", "来电人反映异地就医备案一直提示失败。");
    String caseNo = hub().push("hotline", order.toString()).text("caseNo");
    if (way == Way.MAIL) {
      await().atMost(Duration.ofSeconds(30)).until(() -> POST.subject(caseNo).isPresent());
    }
    return caseNo;
  }

  private long lastMessage() {
    queued = 0;
    return jdbc.queryForObject("select coalesce(max(id), 0) from inbound", Long.class);
  }

  /** Everything that was said since is through, however often it was said. */
  private void settled(long before) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                POST.allRead()
                    && jdbc.queryForObject(
                        "select count(*) filter (where state = 'N') = 0 and count(*) >= ?"
                            + " from inbound where id > ?",
                        Boolean.class,
                        queued,
                        before));
  }

  private List<String> parked(long before) {
    return jdbc.queryForList(
        "select reason from inbound where id > ? and state = 'Q' order by id",
        String.class,
        before);
  }

  private List<String> traces(String caseNo) {
    return hub().find(caseNo).path("timeline").findValuesAsText("type").stream()
        .filter(TRACES::contains)
        .toList();
  }

  private HubClient hub() {
    return new HubClient(port, HOME.var());
  }

  private static Said say(String type) {
    return say(type, "a");
  }

  private static Said say(String type, String key) {
    return new Said(type, key, "");
  }

  private static Row taken(String name, String traces, Said... said) {
    return new Row(name, List.of(said), List.of(traces.split(" ")), null, null);
  }

  private static Row parked(String name, String why, String byMail, Said... said) {
    return new Row(name, List.of(said), List.of(), why, byMail);
  }
}
