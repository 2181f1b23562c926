package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.canonical.PastCase;
import io.bancheng.canonical.Seal;
import io.bancheng.command.HubCommand;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.BrokenRule;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.PastCases;
import io.bancheng.ledger.ShadowRuns;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/** Past cases of a real ledger: one that went the whole way, and many like it on a day of old. */
class PastCasesTest extends HubTest {
  /** With {@code -Dcases=100000} this is the measurement of docs/prove.md. */
  private static final int MANY = Integer.getInteger("cases", 2000);

  private static final int CHUNK = 5000;
  private static final Instant OLD = Instant.parse("2001-01-01T04:00:00Z");

  @Autowired DataSource source;
  @Autowired JdbcTemplate jdbc;
  @Autowired Seal seal;
  @Autowired ActiveConfig configuration;
  @Autowired ShadowRuns runs;
  @Autowired ShadowWatch watch;
  @TempDir Path folder;

  private String caseNo;

  @BeforeEach
  void many_cases_of_a_day_of_old() {
    var order = Orders.order("PAST-" + MANY, "340882", "异地就医备案失败", "异地就医备案一直提示失败，请帮助。");
    caseNo = hub().push("hotline", order.toString()).text("caseNo");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !hub().find(caseNo).path("assignments").isEmpty());
    for (int from = 1; from <= MANY; from += CHUNK) {
      copy(from, Math.min(MANY, from + CHUNK - 1));
    }
  }

  private void copy(int from, int to) {
    var at = java.sql.Timestamp.from(OLD);
    jdbc.update(
        """
        insert into case_record (case_no, channel_code, source_system, source_case_id, body_sha,
          raw_sha, status, region_code, category_code, state, length, head, rules_version,
          registered_at, changed_at)
        select 'old-' || n, channel_code, source_system, 'old-' || n, body_sha, raw_sha, status,
          region_code, category_code, state, length, head, rules_version, ?, ?
        from case_record, generate_series(?, ?) n where case_no = ?
        """,
        at,
        at,
        from,
        to,
        caseNo);
    var sealed =
        jdbc.queryForObject(
            "select words from person_data where case_no = ? and seq = 1", byte[].class, caseNo);
    byte[] words = seal.open("person_data/" + caseNo + "/1", sealed);
    jdbc.batchUpdate(
        "insert into person_data (case_no, seq, salt, words) values (?, 1, '', ?)",
        IntStream.rangeClosed(from, to)
            .mapToObj(n -> "old-" + n)
            .map(no -> new Object[] {no, seal.seal("person_data/" + no + "/1", words)})
            .toList());
    jdbc.update(
        "insert into assignment (assignment_id, case_no, department, role, state, round,"
            + " dispatched_at) select 'old-' || n, 'old-' || n, department, role, state, round,"
            + " dispatched_at from assignment, generate_series(?, ?) n where case_no = ? and role ="
            + " 'LEAD'",
        from,
        to,
        caseNo);
  }

  @AfterEach
  void they_are_gone() {
    for (String table : new String[] {"case_record", "person_data", "assignment"}) {
      while (jdbc.update(
              "delete from %1$s where ctid = any (array(select ctid from %1$s where case_no like 'old-%%' limit 20000))"
                  .formatted(table))
          > 0) {
        // in parts: statements may not take long
      }
    }
  }

  @Test
  void a_past_case_has_its_words_its_decision_and_what_became_of_it() {
    var found = new ArrayList<PastCase>();
    new PastCases(source, seal).each(clock.instant(), clock.instant().plusSeconds(1), found::add);

    var past = found.stream().filter(p -> p.caseNo().equals(caseNo)).findFirst().orElseThrow();
    assertThat(past.text().title()).isEqualTo("异地就医备案失败");
    assertThat(past.text().content()).startsWith("异地就医备案一直提示失败");
    assertThat(past.channelCode()).isEqualTo("hotline");
    assertThat(past.regionCode()).isEqualTo("340882");
    assertThat(past.decided().ruleId()).isEqualTo("S01");
    assertThat(past.finalLead()).isEqualTo("340882:ybj");
    assertThat(past.finalCategory()).isEqualTo("0103");
  }

  @Test
  void replay_streams_them_through_changed_rules_and_says_what_changes() throws Exception {
    FileSystemUtils.copyRecursively(Path.of("config"), folder.resolve("config"));
    Path table = folder.resolve("config/tables/routing.csv");
    Files.writeString(table, Files.readString(table).replaceFirst("(S01,.*),ybj,", "$1,rsj,"));

    long began = System.nanoTime();
    var report = new ObjectMapper().readTree(replay("--format=json"));
    System.out.printf(
        "replay of %d cases: %d ms%n",
        MANY, Duration.ofNanos(System.nanoTime() - began).toMillis());

    assertThat(report.path("cases").asInt()).isEqualTo(MANY);
    assertThat(report.at("/counts/CHANGED").asInt()).isEqualTo(MANY);
    assertThat(report.at("/agreement/before").asInt()).isEqualTo(MANY);
    assertThat(report.at("/agreement/after").asInt()).isZero();
    assertThat(inflow(report, "340882:ybj")).isEqualTo(-MANY);
    assertThat(inflow(report, "340882:rsj")).isEqualTo(MANY);
    assertThat(replay())
        .contains("changed          " + " ".repeat(8 - ("" + MANY).length()) + MANY)
        .contains(
            "before S01 (config/tables/routing.csv:25) by 异地就医: category 0103, lead 340882:ybj")
        .contains("people 340882:ybj, category 0103");
  }

  @Test
  void candidate_rules_run_in_the_shadow_and_decide_nothing() throws Exception {
    FileSystemUtils.copyRecursively(Path.of("config"), folder.resolve("config"));
    Path table = folder.resolve("config/tables/routing.csv");
    Files.writeString(table, Files.readString(table).replaceFirst("(S10,.*),rsj,", "$1,ybj,"));

    CLOCK.forward(Duration.ofSeconds(1));
    assertThat(shadow("start", folder.toString(), "--days=3"))
        .startsWith("0\n")
        .contains(" by staff.admin");
    var order = Orders.order("SHADOW-1", "340882", "工伤认定没有下文", "工伤认定材料交了两次，没有下文。");
    String shadowed = hub().push("hotline", order.toString()).text("caseNo");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(shadow("report")).contains("changed                 1"));
    assertThat(hub().find(shadowed).at("/assignments/0/department").asText())
        .isEqualTo("340882:rsj");
    assertThat(shadow("report")).contains("lead 340882:ybj", "lead 340882:rsj");
    assertThat(shadow("start", folder.toString())).startsWith("1\n").contains("Stop them first.");
    CLOCK.forward(Duration.ofSeconds(1));
    assertThat(shadow("stop")).contains(", over\n", "changed                 1");

    runs.start(version(), OLD, OLD.plusSeconds(1), "staff.admin");
    watch.look();
    assertThat(runs.latest().orElseThrow().ended()).isTrue();
    assertThat(hub().get("staff.admin", "/api/v1/alerts").raw().body())
        .contains("SHADOW_REPORT_READY");
    Files.writeString(table, Files.readString(table).replaceFirst("(S01,.*),ybj,", "$1,rsjj,"));
    assertThat(shadow("start", folder.toString()))
        .startsWith("1\n")
        .contains("config/tables/routing.csv:25:", "unknown lead \"rsjj\"");
  }

  @Test
  void a_rule_that_breaks_sends_the_case_to_the_coordinator_and_raises_one_alarm() {
    var good = configuration.current();
    configuration.activate(BrokenRule.in(good));
    try {
      for (int i = 1; i <= 2; i++) {
        var order = Orders.order("BROKEN-" + i, "340882", "异地就医备案失败", "第" + i + "次求助，备案失败了。");
        String left = hub().push("hotline", order.toString()).text("caseNo");
        assertThat(hub().find(left).path("status").asText()).isEqualTo("ACCEPTED");
        assertThat(hub().find(left).path("assignments")).isEmpty();
      }
    } finally {
      configuration.activate(good);
    }
    assertThat(
            jdbc.queryForList(
                "select subject from alert where kind = 'RULE_FAILED' and owner is null",
                String.class))
        .containsExactly("BROKEN (config/tables/routing.csv:20)");
  }

  private String version() {
    return configuration.current().version();
  }

  private String shadow(String... args) {
    var all = new ArrayList<>(java.util.List.of("shadow"));
    all.addAll(java.util.List.of(args));
    all.add("--url=http://127.0.0.1:" + port);
    all.add("--key-file=" + VAR.resolve("keys/staff.admin.key"));
    return said(all);
  }

  private static int inflow(JsonNode report, String department) {
    for (JsonNode one : report.path("inflow")) {
      if (one.path("department").asText().equals(department)) {
        return one.path("after").asInt() - one.path("before").asInt();
      }
    }
    return 0;
  }

  private String replay(String... more) {
    var args = new ArrayList<>(java.util.List.of("replay", "--rules=" + folder));
    args.addAll(
        java.util.List.of("--since=2001-01-01", "--until=2001-01-01", "--dir=.", "--var=" + VAR));
    args.addAll(java.util.List.of(more));
    String said = said(args);
    assertThat(said).startsWith("0\n");
    return said.substring(2);
  }

  /** The exit code, then what was said. */
  private static String said(java.util.List<String> args) {
    var said = new ByteArrayOutputStream();
    var out = System.out;
    var err = System.err;
    var both = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
    try {
      return HubCommand.execute(args.toArray(String[]::new))
          + "\n"
          + withoutLog(said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** The hubs of this test and of others write their log to the same place meanwhile. */
  private static String withoutLog(String said) {
    return said.replaceAll("(?m)^\\d{4}-\\d\\d-\\d\\dT.*\\R", "");
  }
}
