package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.Department;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.HubClient.Answer;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.TimeGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.util.FileSystemUtils;

/** A department that fetches its letters gets each until it says that it has it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class PullTest {
  private static final CrankedClock CLOCK = new CrankedClock("2026-10-13T09:00:00");

  private static final Path VAR = HubTest.newVar();
  private static final String YBJ = "340882:ybj";
  private static final String AT = "2026-10-13T09:00:00+08:00";

  @TestBean(methodName = "crankedClock")
  Clock clock;

  @TestBean(methodName = "crankedDials")
  TimeGuard.Dials dials;

  @LocalServerPort int port;

  static Clock crankedClock() {
    return CLOCK;
  }

  static TimeGuard.Dials crankedDials() {
    return HubTest.dials(CLOCK);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("bancheng.var", VAR::toString);
    registry.add("bancheng.broker.port", () -> "0");
    registry.add("bancheng.config", () -> config().toString());
  }

  @Test
  void letters_wait_in_order_until_they_are_confirmed() {
    long before = confirmAll();
    String first = order("PULL-1");
    String second = order("PULL-2");
    assertThat(caseNos(fetch(before, "0s"))).containsExactly(first, second);
    var again = fetch(before, "0s");
    assertThat(caseNos(again)).as("not confirmed yet").containsExactly(first, second);
    var letter = again.body().at("/messages/0");
    assertThat(letter.path("messageType").asText()).isEqualTo("ASSIGNMENT_DISPATCHED");
    assertThat(letter.at("/message/assignmentId").asText()).isEqualTo(first + "-1");
    assertThat(letter.at("/message/messageId")).isEqualTo(letter.path("hubMsgId"));

    assertThat(caseNos(fetch(letter.path("hubSeq").asLong(), "0s"))).containsExactly(second);
    assertThat(caseNos(fetch(again.body().path("next").asLong(), "0s"))).isEmpty();
  }

  @Test
  void what_was_never_handed_out_is_confirmed_by_no_number() {
    confirmAll();
    String caseNo = order("PULL-3");
    assertThat(caseNos(fetch(1_000_000_000_000L, "0s"))).containsExactly(caseNo);
  }

  @Test
  void who_waits_is_answered_as_soon_as_there_is_a_letter() throws Exception {
    long after = confirmAll();
    var waiting = CompletableFuture.supplyAsync(() -> fetch(after, "15s"));
    Awaitility.await()
        .pollDelay(Duration.ofMillis(700))
        .atMost(Duration.ofSeconds(15))
        .until(() -> !waiting.isDone());
    String caseNo = order("PULL-4");
    assertThat(caseNos(waiting.get(20, TimeUnit.SECONDS))).containsExactly(caseNo);
  }

  @Test
  void who_waits_in_vain_is_told_so() {
    long after = confirmAll();
    var answer = fetch(after, "1s");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("messages")).isEmpty();
    assertThat(answer.body().path("next").asLong()).isEqualTo(after);
  }

  @Test
  void a_reply_may_come_before_the_letter_is_confirmed() {
    long after = confirmAll();
    String caseNo = order("PULL-5");
    var reply = Department.reply("SIGNED", caseNo + "-1", AT);
    assertThat(hub().reply(YBJ, reply.toString()).body().at("/results/0/result").asText())
        .isEqualTo("TAKEN");
    assertThat(caseNos(fetch(after, "0s"))).containsExactly(caseNo);
    assertThat(caseNos(get("?state=PENDING_SIGN"))).isEmpty();
    assertThat(caseNos(get("?state=HANDLING"))).containsExactly(caseNo);
  }

  @Test
  void nobody_sees_the_letters_of_another() {
    order("PULL-6");
    String path = "/api/v1/departments/" + YBJ + "/assignments";
    assertThat(hub().get("department.341322.swj", path).status()).isEqualTo(403);
    assertThat(hub().get("channel.hotline", path).status()).isEqualTo(403);
    assertThat(hub().get("department.340882.ybj", path + "?wait=long").status()).isEqualTo(400);
  }

  private long confirmAll() {
    long next = fetch(0, "0s").body().path("next").asLong();
    return fetch(next, "0s").body().path("next").asLong();
  }

  private Answer fetch(long after, String wait) {
    return get("?after=" + after + "&wait=" + wait);
  }

  private Answer get(String query) {
    return hub()
        .get("department.340882.ybj", "/api/v1/departments/" + YBJ + "/assignments" + query);
  }

  private static List<String> caseNos(Answer answer) {
    assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(200);
    return StreamSupport.stream(answer.body().path("messages").spliterator(), false)
        .map((JsonNode letter) -> letter.path("caseNo").asText())
        .toList();
  }

  private String order(String number) {
    return hub().push("hotline", Orders.numbered(number)).text("caseNo");
  }

  private HubClient hub() {
    return new HubClient(port, VAR);
  }

  private static Path config() {
    try {
      Path config = VAR.resolve("config");
      FileSystemUtils.copyRecursively(Path.of("config"), config);
      Files.writeString(config.resolve("departments/340882-ybj.yaml"), "adapter: pull\n");
      return config;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
