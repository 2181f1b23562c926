package io.bancheng.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Gazetteer;
import io.bancheng.canonical.RequestSignature;
import io.bancheng.harness.PolledWords;
import io.bancheng.harness.Quiet;
import io.bancheng.kit.ConformanceKit;
import io.bancheng.kit.Credentials;
import io.bancheng.kit.Language;
import io.bancheng.kit.PolledApi;
import io.bancheng.kit.RestEndpoint;
import io.bancheng.kit.Sheet;
import io.bancheng.kit.Unreachable;
import io.bancheng.kit.Verdict;
import io.bancheng.mappings.Mappings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit against servers of simulated departments, good ones and bad ones, over real HTTP. */
class ConformanceKitTest {
  private static final DepartmentId BUREAU = DepartmentId.parse("340882:ybj");
  private static final String OURS = "the key that the hub shows";
  private static final String THEIRS = "the key of the department";

  private static final Gazetteer NOWHERE =
      new Gazetteer() {
        @Override
        public boolean knows(String regionCode) {
          return false;
        }

        @Override
        public Optional<Place> locate(String address) {
          return Optional.empty();
        }
      };

  private static final Duration TWO = Duration.ofSeconds(2);
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(4);
  private final int port = freePort();

  @BeforeAll
  static void quiet() {
    Quiet.logs();
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void a_good_department_passes_all_that_applies() throws IOException {
    var sheet = played(ScriptReader.shipped("exemplary"), Duration.ofSeconds(8));

    assertThat(failed(sheet)).as(sheet.text(Language.EN)).isEmpty();
    assertThat(sheet.count(Verdict.PASS)).isGreaterThanOrEqualTo(35);
    assertThat(with(sheet, Verdict.NOT_APPLICABLE))
        .containsExactly("gb18030", "bad-signature", "old-signature");
    assertThat(sheet.text(Language.ZH)).contains("一致性检测  340882:ybj", "合格  01 accept");
    assertThat(sheet.json(Language.EN)).contains("\"fail\":0", "\"verdict\":\"PASS\"");
    assertThat(sheet.text(Language.EN)).doesNotContain(OURS, THEIRS);
  }

  @Test
  void a_department_that_checks_signatures_and_reads_gb18030_passes_those_too() throws IOException {
    var sheet =
        played(
            ScriptReader.shipped("exemplary"),
            Duration.ofSeconds(8),
            true,
            Charset.forName("GB18030"));

    assertThat(failed(sheet)).as(sheet.text(Language.EN)).isEmpty();
    assertThat(with(sheet, Verdict.NOT_APPLICABLE)).isEmpty();
    assertThat(sheet.count(Verdict.PASS)).isEqualTo(43);
  }

  @Test
  void a_careless_department_is_told_what_is_wanted() throws IOException {
    var sheet = played(ScriptReader.shipped("careless"), Duration.ofSeconds(2));

    assertThat(failed(sheet))
        .contains(
            "same-key",
            "characters",
            "wrong-key",
            "no-key",
            "garbage",
            "key-reuse",
            "callback-again",
            "known-type",
            "own-assignments",
            "order",
            "clock");
    assertThat(sheet.text(Language.ZH)).contains("不合格", "以 401 或 403 回答。");
    assertThat(sheet.text(Language.EN)).contains("FAIL", "Answer 401 or 403.");
  }

  @Test
  void a_department_that_says_nothing_fails_by_its_silence() throws IOException {
    var silent = new Script(1, List.of(), Set.of());

    var sheet = played(silent, Duration.ofMillis(200));

    assertThat(failed(sheet))
        .contains("sign", "opinion", "concurrent", "opinion-rejected", "readable", "order");
    assertThat(with(sheet, Verdict.PASS)).contains("accept", "wrong-key", "garbage", "urge");
  }

  @Test
  void replies_without_a_key_and_with_a_wrong_time_are_found() throws IOException {
    var plans = ScriptReader.shipped("exemplary").plans();

    var sheet = played(new Script(1, plans, Set.of(Habit.KEYLESS, Habit.SLOW_CLOCK)), SHORT);

    assertThat(failed(sheet)).contains("reply-key", "clock").doesNotContain("order", "garbage");
  }

  @Test
  void a_department_that_redirects_takes_nothing() throws IOException {
    var plans = ScriptReader.shipped("exemplary").plans();

    var sheet = played(new Script(1, plans, Set.of(Habit.REDIRECTS)), Duration.ofMillis(200));

    assertThat(failed(sheet)).contains("accept", "no-redirect", "sign");
  }

  @Test
  void a_good_department_that_is_asked_for_its_replies_passes_all_that_applies(@TempDir Path folder)
      throws IOException {
    var sheet = asked(ScriptReader.shipped("exemplary"), Duration.ofSeconds(10), folder);

    assertThat(failed(sheet)).as(sheet.text(Language.EN)).isEmpty();
    assertThat(with(sheet, Verdict.PASS))
        .contains(
            "sign",
            "poll-page",
            "poll-wrong-key",
            "poll-since",
            "poll-overlap",
            "poll-pages",
            "poll-unknown-parameter",
            "poll-charset",
            "poll-unchanged");
    assertThat(with(sheet, Verdict.NOT_APPLICABLE)).contains("callback-again");
  }

  @Test
  void a_department_that_does_not_hear_what_it_is_asked_is_told_so(@TempDir Path folder)
      throws IOException {
    var plans = ScriptReader.shipped("exemplary").plans();
    var habits = Set.of(Habit.ANY_KEY, Habit.IGNORES_SINCE, Habit.ONE_PAGE_FOR_EVER);

    var sheet = asked(new Script(1, plans, habits), Duration.ofSeconds(10), folder);

    assertThat(failed(sheet)).contains("poll-wrong-key", "poll-since", "poll-pages");
    assertThat(sheet.text(Language.ZH)).contains("页面能翻到底");
  }

  private Sheet asked(Script script, Duration within, Path folder) throws IOException {
    Files.createDirectories(folder.resolve("departments"));
    Files.writeString(folder.resolve("departments/polled.yaml"), PolledWords.YAML);
    var words = Mappings.load(folder, NOWHERE).replies("polled");
    var account = new RestDepartment.Account("340882.ybj", 0, OURS, false, null, THEIRS);
    try (var department = new RestDepartment(account, script, Clock.systemUTC(), timer)) {
      String replies = department.url().resolve("/replies").toString();
      var api =
          new PolledApi(
              new PolledApi.Asking(
                  (since, page) ->
                      URI.create(
                          replies
                              + "?size=20&since="
                              + since
                              + (page == null ? "" : "&page=" + page)),
                  true,
                  null),
              words.get(),
              Credentials.Header.bearer(OURS),
              new PolledApi.Reach(TWO, Duration.ofSeconds(10), null),
              Clock.systemUTC());
      var kit = new ConformanceKit(BUREAU, words, within, Clock.systemUTC()).asking(api);
      return kit.overRest(
          endpoint(department.url(), Credentials.Header.bearer(OURS), UTF_8),
          new ConformanceKit.Replies(port, THEIRS),
          at -> {});
    }
  }

  @Test
  void a_server_that_is_not_there_is_no_finding() {
    assertThatThrownBy(
            () ->
                played(
                    URI.create("http://127.0.0.1:" + freePort() + "/cases"),
                    SHORT,
                    Credentials.NONE,
                    UTF_8))
        .isInstanceOf(Unreachable.class)
        .hasMessageContaining("ConnectException");
  }

  private Sheet played(Script script, Duration within) throws IOException {
    return played(script, within, false, UTF_8);
  }

  private Sheet played(Script script, Duration within, boolean signed, Charset charset)
      throws IOException {
    var hub = URI.create("http://127.0.0.1:" + port);
    var account = new RestDepartment.Account("340882.ybj", 0, OURS, signed, hub, THEIRS);
    try (var department = new RestDepartment(account, script, Clock.systemUTC(), timer)) {
      var credentials =
          signed
              ? new Credentials.Signature(RequestSignature.SHA256, OURS)
              : Credentials.Header.bearer(OURS);
      return played(department.url(), within, credentials, charset);
    }
  }

  private Sheet played(URI url, Duration within, Credentials credentials, Charset charset) {
    return new ConformanceKit(BUREAU, Optional.empty(), within, Clock.systemUTC())
        .overRest(
            endpoint(url, credentials, charset),
            new ConformanceKit.Replies(port, THEIRS),
            at -> {});
  }

  private static RestEndpoint endpoint(URI url, Credentials credentials, Charset charset) {
    var address =
        new RestEndpoint.Address(
            "POST", url.toString(), url + "/{hubMsgId}", TWO, Duration.ofSeconds(10), null);
    var shape =
        new RestEndpoint.Shape(
            "application/json; charset=" + charset.name(), text -> text.getBytes(charset));
    return new RestEndpoint(address, shape, credentials, Clock.systemUTC());
  }

  private static List<String> failed(Sheet sheet) {
    return with(sheet, Verdict.FAIL);
  }

  private static List<String> with(Sheet sheet, Verdict verdict) {
    return sheet.lines().stream()
        .filter(line -> line.verdict() == verdict)
        .map(Sheet.Line::scenario)
        .toList();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
