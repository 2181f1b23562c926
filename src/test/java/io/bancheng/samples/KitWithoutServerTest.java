package io.bancheng.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.config.OperatorFiles;
import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.embedded.VarLock;
import io.bancheng.harness.Quiet;
import io.bancheng.harness.RunningHub;
import io.bancheng.kit.ConformanceKit;
import io.bancheng.kit.Language;
import io.bancheng.kit.RestEndpoint;
import io.bancheng.kit.Sheet;
import io.bancheng.kit.Unreachable;
import io.bancheng.kit.Verdict;
import io.bancheng.mappings.DepartmentDialect;
import io.bancheng.mappings.Mappings;
import io.bancheng.security.SecretFile;
import io.bancheng.security.SystemKeys;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit against simulated departments that read a queue, fetch their letters or find files. */
class KitWithoutServerTest {
  private static final DepartmentId BUREAU = DepartmentId.parse("340882:ybj");
  private static final Clock CLOCK = Clock.systemUTC();
  private static final String KEY = "the key of the department";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @TempDir Path place;

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(4);

  @BeforeAll
  static void quiet() {
    Quiet.logs();
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void a_department_that_reads_its_queue_passes_all_that_applies() throws JMSException {
    var sheet = queue("exemplary", Duration.ofSeconds(8));

    assertThat(with(sheet, Verdict.FAIL)).as(sheet.text(Language.EN)).isEmpty();
    assertThat(with(sheet, Verdict.NOT_APPLICABLE)).contains("wrong-key", "lost-answer");
    assertThat(sheet.count(Verdict.PASS)).isGreaterThanOrEqualTo(28);
  }

  @Test
  void a_careless_department_that_reads_its_queue_is_told_what_is_wanted() throws JMSException {
    var sheet = queue("careless", Duration.ofSeconds(2));

    assertThat(with(sheet, Verdict.FAIL))
        .contains("same-key", "characters", "known-type", "own-assignments", "order", "clock")
        .doesNotContain("accept", "reply-key");
  }

  private Sheet queue(String script, Duration within) throws JMSException {
    var keys = new SystemKeys(place.resolve("keys"));
    var system = List.of("department.340882.ybj");
    keys.ensure(system);
    try (var lock = VarLock.acquire(place.resolve("var"));
        var broker = new EmbeddedBroker(lock, keys, 0)) {
      broker.connect(system);
      broker.start();
      String secret = new SecretFile(place.resolve("keys/department.340882.ybj.key")).read().get();
      var account =
          new QueueDepartment.Account("amqp://127.0.0.1:" + broker.port(), "340882.ybj", secret);
      var department = new QueueDepartment(account, ScriptReader.shipped(script), CLOCK, timer);
      try {
        return new ConformanceKit(BUREAU, Optional.empty(), within, CLOCK)
            .overQueue(broker.connectionFactory(), Duration.ofSeconds(15));
      } finally {
        department.close();
      }
    }
  }

  @Test
  void a_good_department_that_fetches_its_letters_passes_all_that_applies() {
    var sheet = pull("exemplary", Duration.ofSeconds(8));

    assertThat(with(sheet, Verdict.FAIL)).as(sheet.text(Language.EN)).isEmpty();
    assertThat(with(sheet, Verdict.PASS)).contains("same-key", "callback-again", "unknown-type");
    assertThat(with(sheet, Verdict.NOT_APPLICABLE)).contains("wrong-key", "lost-answer");
    assertThat(sheet.count(Verdict.PASS)).isGreaterThanOrEqualTo(29);
    assertThat(sheet.text(Language.ZH)).contains("GET http://127.0.0.1:").doesNotContain(KEY);
  }

  @Test
  void a_careless_department_that_fetches_its_letters_is_told_what_is_wanted() {
    var sheet = pull("careless", Duration.ofSeconds(2));

    assertThat(with(sheet, Verdict.FAIL))
        .contains(
            "same-key", "characters", "callback-again", "known-type", "own-assignments", "clock");
  }

  @Test
  void a_good_department_with_spreadsheets_passes_all_that_applies() throws IOException {
    var mappings =
        Mappings.load(
            Path.of("mappings"),
            new OperatorFiles(Path.of("config"), Path.of("mappings"), Path.of("routes"))
                .load()
                .regions());
    var kit =
        new ConformanceKit(BUREAU, mappings.replies("file-csv"), Duration.ofSeconds(8), CLOCK);
    var sheet = files(kit, "exemplary", mappings.department("file-csv").orElseThrow());

    assertThat(with(sheet, Verdict.FAIL)).as(sheet.text(Language.EN)).isEmpty();
    assertThat(with(sheet, Verdict.NOT_APPLICABLE)).contains("reply-key", "garbage");
    assertThat(sheet.count(Verdict.PASS)).isGreaterThanOrEqualTo(27);
    try (var results = Files.list(place.resolve("replies"))) {
      assertThat(results).anyMatch(file -> file.toString().endsWith(".result.csv"));
    }
  }

  @Test
  void a_careless_department_with_files_is_told_what_is_wanted() throws IOException {
    var kit = new ConformanceKit(BUREAU, Optional.empty(), Duration.ofSeconds(3), CLOCK);
    var sheet = files(kit, "careless", DepartmentDialect.PLAIN);

    assertThat(with(sheet, Verdict.FAIL))
        .contains("same-key", "characters", "known-type", "own-assignments", "order", "clock");
  }

  @Test
  void a_department_that_never_comes_is_no_finding() {
    var kit = new ConformanceKit(BUREAU, Optional.empty(), Duration.ofSeconds(1), CLOCK);
    var shape = new RestEndpoint.Shape("application/json", String::getBytes);
    var nobody = new ConformanceKit.Place(place, shape, "json");
    var replies = new ConformanceKit.Replies(RunningHub.freePort(), KEY);
    var soon = Duration.ofMillis(300);

    assertThatThrownBy(() -> kit.overFiles(nobody, soon))
        .isInstanceOf(Unreachable.class)
        .hasMessageContaining("not taken away");
    assertThatThrownBy(() -> kit.overPull(replies, soon, at -> {}))
        .isInstanceOf(Unreachable.class)
        .hasMessageContaining("not confirmed");
  }

  @Test
  void the_sample_province_plays_a_department_as_its_file_says() throws IOException {
    int port = RunningHub.freePort();
    Files.writeString(place.resolve("department.340882.ybj.key"), KEY);
    var hub = new SampleProvince.Hub(URI.create("http://127.0.0.1:" + port), "amqp://x", place);
    var seats =
        List.of(
            new SampleProvince.Seat("340882.ybj", "pull", null),
            new SampleProvince.Seat("340882.wjw", "file", place.resolve("wjw")),
            new SampleProvince.Seat("340882.ybj", "mail", null));
    try (var province = new SampleProvince(CLOCK, null)) {
      province.departments(hub, seats);
      var kit = new ConformanceKit(BUREAU, Optional.empty(), Duration.ofMillis(1500), CLOCK);
      var byPull = kit.overPull(new ConformanceKit.Replies(port, KEY), PATIENCE, at -> {});
      assertThat(with(byPull, Verdict.PASS)).contains("accept", "sign");

      var other = new ConformanceKit(BUREAU, Optional.empty(), Duration.ofSeconds(4), CLOCK);
      var shape = new RestEndpoint.Shape("application/json", String::getBytes);
      var at = new ConformanceKit.Place(place.resolve("wjw"), shape, "json");
      assertThat(with(other.overFiles(at, PATIENCE), Verdict.PASS)).contains("accept", "sign");
    }
  }

  private Sheet pull(String script, Duration within) {
    int port = RunningHub.freePort();
    var hub = URI.create("http://127.0.0.1:" + port);
    var account = new PullDepartment.Account(hub, "340882.ybj", KEY);
    var department = new PullDepartment(account, ScriptReader.shipped(script), CLOCK, timer);
    try {
      return new ConformanceKit(BUREAU, Optional.empty(), within, CLOCK)
          .overPull(new ConformanceKit.Replies(port, KEY), PATIENCE, at -> {});
    } finally {
      department.close();
    }
  }

  private Sheet files(ConformanceKit kit, String script, DepartmentDialect dialect)
      throws IOException {
    var department = new FileDepartment(place, ScriptReader.shipped(script), CLOCK, timer);
    try {
      var shape = new RestEndpoint.Shape(dialect.contentType(), dialect::letter);
      var at = new ConformanceKit.Place(place, shape, dialect.suffix());
      return kit.overFiles(at, PATIENCE);
    } finally {
      department.close();
    }
  }

  private static List<String> with(Sheet sheet, Verdict verdict) {
    return sheet.lines().stream()
        .filter(line -> line.verdict() == verdict)
        .map(Sheet.Line::scenario)
        .toList();
  }
}
