package io.bancheng.bench;

import io.bancheng.embedded.DatabaseAccess;
import io.bancheng.harness.JavaProcess;
import io.bancheng.harness.RunningDatabase;
import io.bancheng.harness.RunningHub;
import io.bancheng.harness.SharedSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/**
 * Measures the console's pages and the export on a ledger of very many cases: {@code mvn -Pbench
 * -Dproof.main=io.bancheng.bench.PagesMeasure -Dcases=1000000 verify}. No test.
 *
 * <p>Two months are played by the real flow, then copied. System properties: {@code cases}, {@code
 * rounds}; {@code home}, a folder that is kept and gone on with; {@code -Dexport=false} leaves the
 * export out.
 */
public final class PagesMeasure {
  private static final String NAME = "pages";
  private static final int PLAYED = 250;
  private static final List<String> SERVER =
      List.of(
          "shared_buffers = '1GB'",
          "effective_cache_size = '4GB'",
          "max_wal_size = '12GB'",
          "checkpoint_timeout = '30min'",
          "random_page_cost = 1.1",
          "log_min_duration_statement = '500ms'");

  private final Path home;
  private final Path var;

  private PagesMeasure(Path home) throws IOException {
    this.home = home;
    this.var = Files.createDirectories(home.resolve("var"));
  }

  public static void main(String[] args) throws Exception {
    String kept = System.getProperty("home", "");
    Files.createDirectories(Path.of("target"));
    var home =
        kept.isEmpty() ? Files.createTempDirectory(Path.of("target"), "pages-") : Path.of(kept);
    new PagesMeasure(Files.createDirectories(home).toAbsolutePath()).measure();
    if (kept.isEmpty()) {
      FileSystemUtils.deleteRecursively(home);
    }
  }

  private void measure() throws Exception {
    prepare();
    try (var database = new RunningDatabase(home.resolve("database"))) {
      var access = database.access(NAME);
      if (!filled(database)) {
        play(access);
      }
      derive(database, access);
      try (var ledger = database.ask(NAME)) {
        var many = new ManyCases(ledger);
        many.multiply(number("cases", 1_000_000), new SealedWords(SharedSecrets.seal(var)));
        size(ledger, many.count());
        try (var hub = hub(access, "-Xmx512m")) {
          new PageTimes(hub.client(), number("rounds", 20)).measure(ledger, var);
        }
      }
      if (!"false".equals(System.getProperty("export"))) {
        try (var hub = hub(access, "-Xmx192m")) {
          new ExportTimes(hub).measure();
        }
      }
    }
  }

  /** Memory as a server has it; a restart makes it count. */
  private void prepare() throws SQLException {
    if (Files.exists(home.resolve("database"))) {
      return;
    }
    try (var database = new RunningDatabase(home.resolve("database"));
        var owner = database.ask();
        var statement = owner.createStatement()) {
      for (String setting : SERVER) {
        statement.execute("alter system set " + setting);
      }
      database.create(NAME);
    }
  }

  private static boolean filled(RunningDatabase database) throws SQLException {
    try (var ledger = database.ask(NAME)) {
      return !one(ledger, "select to_regclass('case_record')::text").isEmpty()
          && new ManyCases(ledger).count() > 0;
    }
  }

  private void play(DatabaseAccess access) throws IOException, InterruptedException {
    SharedSecrets.into(var);
    var main =
        List.of(
            "io.bancheng.HubApplication",
            "simulate",
            "--from=" + System.getProperty("from", "2026-09-25"),
            "--days=60",
            "--cases=" + PLAYED,
            "--keep=" + var,
            "--database=" + access.url());
    var log = home.resolve("year.log");
    var played = JavaProcess.start(log, RunningDatabase.environment(access), List.of(), main);
    if (played.waitFor() > 1) {
      throw new IllegalStateException("The months were not played; see " + log);
    }
  }

  /** The facts of the indicators, and an anchor, before there are copies; then the hub is quiet. */
  private void derive(RunningDatabase database, DatabaseAccess access) throws Exception {
    try (var ledger = database.ask(NAME)) {
      String missing =
          "select count(*) from case_record r where not exists"
              + " (select from case_fact f where f.case_no = r.case_no)";
      if (!one(ledger, missing).equals("0")) {
        var hub = hub(access, "-Xmx512m");
        try {
          Awaitility.await()
              .atMost(Duration.ofMinutes(10))
              .pollInterval(Duration.ofSeconds(2))
              .until(() -> one(ledger, missing).equals("0"));
        } finally {
          hub.close();
        }
      }
      quiet(ledger);
    }
  }

  /** Nothing that was left open makes a hub act while it is measured. */
  private static void quiet(Connection ledger) throws SQLException {
    try (var statement = ledger.createStatement()) {
      statement.execute(
          """
          update clock set watch_at = null where watch_at is not null;
          delete from delivery where finished_at is null;
          update outbox set state = 'S', sent_at = coalesce(sent_at, created_at) where state = 'P'
          """);
    }
  }

  private RunningHub hub(DatabaseAccess access, String heap) throws IOException {
    var environment = new HashMap<>(RunningDatabase.environment(access));
    environment.put("BANCHENG_CONFIG", Province.desks().write(home));
    return new RunningHub(var, environment, heap).start();
  }

  private static void size(Connection ledger, long cases) throws SQLException {
    System.out.printf(
        "%,d cases, %s%n", cases, one(ledger, "select pg_size_pretty(pg_database_size('pages'))"));
  }

  static String one(Connection ledger, String question) throws SQLException {
    try (var asked = ledger.createStatement();
        var answer = asked.executeQuery(question)) {
      String found = answer.next() ? answer.getString(1) : null;
      return found == null ? "" : found;
    }
  }

  private static int number(String property, int otherwise) {
    return Integer.getInteger(property, otherwise);
  }
}
