package io.bancheng.report;

import com.sun.management.OperatingSystemMXBean;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Seal;
import io.bancheng.canonical.StaffAccount;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.ConfigLoader;
import io.bancheng.harness.CaseScript;
import io.bancheng.harness.RunningDatabase;
import io.bancheng.harness.SharedSecrets;
import io.bancheng.ledger.CaseCursor;
import io.bancheng.ledger.Scope;
import io.bancheng.report.LedgerSheet.Format;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Measures the export and the indicators on a generated ledger: {@code mvn -Pbench
 * -Dproof.main=io.bancheng.report.ExportMeasure verify}. No test.
 */
public final class ExportMeasure {
  private static final String REGION = "341881";
  private final JdbcTemplate jdbc;
  private final JdbcTransactionManager transactions;
  private final ActiveConfig config;
  private final Names names;
  private final Seal seal = SharedSecrets.seal(Path.of("target", "measure"));

  private ExportMeasure(SingleConnectionDataSource source) {
    this.jdbc = new JdbcTemplate(source);
    this.transactions = new JdbcTransactionManager(source);
    var loaded = ConfigLoader.load(Path.of("config"), Path.of("mappings"), Path.of("routes"));
    this.config = new ActiveConfig(loaded, Clock.systemUTC());
    var words = new ResourceBundleMessageSource();
    words.setBasenames("i18n/messages", "i18n/report");
    words.setDefaultEncoding("UTF-8");
    words.setFallbackToSystemLocale(false);
    this.names = new Names(words, config);
  }

  /** One argument: how many cases; 200000 if left out. */
  public static void main(String[] args) throws Exception {
    int cases = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
    Files.createDirectories(Path.of("target"));
    var home = Files.createTempDirectory(Path.of("target"), "measure-").toAbsolutePath();
    try (var database = new RunningDatabase(home)) {
      var access = database.create("measure");
      var source =
          new SingleConnectionDataSource(access.url(), access.username(), access.password(), true);
      new JdbcTemplate(source).execute("set statement_timeout = 0");
      Flyway.configure().dataSource(source).load().migrate();
      var measure = new ExportMeasure(source);
      measure.fill(cases);
      measure.export(Format.CSV, home);
      measure.export(Format.XLSX, home);
      measure.indicators();
    }
  }

  private void fill(int cases) throws IOException {
    var script = Files.readString(Path.of("src/test/resources/indicators/march.cases"));
    var file = CaseScript.read(script, REGION).get(0);
    jdbc.update(
        """
        insert into case_record (case_no, channel_code, source_system, source_case_id, body_sha,
          raw_sha, status, region_code, category_code, state, length, head, rules_version,
          registered_at, changed_at)
        select lpad(n::text, 18, '0'), 'hotline', 'script', n::text, '', '', 'FEEDBACK_GIVEN',
          '341881', '0103', cast(? as jsonb), 17, '', '0',
          timestamptz '2026-01-01' + n * interval '20 seconds', now()
        from generate_series(1, ?) n
        """,
        CanonicalJson.write(file.current()),
        cases);
    byte[] words =
        CanonicalJson.write(Map.of("submission", file.submission()))
            .getBytes(StandardCharsets.UTF_8);
    for (int from = 1; from <= cases; from += 1000) {
      jdbc.batchUpdate(
          "insert into person_data (case_no, seq, salt, words) values (?, 1, '', ?)",
          IntStream.range(from, Math.min(cases + 1, from + 1000))
              .mapToObj(n -> "%018d".formatted(n))
              .map(no -> new Object[] {no, seal.seal("person_data/" + no + "/1", words)})
              .toList());
    }
    var facts =
        Facts.of(
            script(file), code -> java.util.Optional.of("COUNTY"), config.current().calendar());
    for (String table : Facts.TABLES) {
      for (FactRow row : facts.byTable().get(table)) {
        copies(table, row, cases);
      }
    }
    jdbc.execute("vacuum analyze");
    System.out.printf("%d cases%n", cases);
  }

  private static List<io.bancheng.canonical.CaseEvent> script(io.bancheng.canonical.CaseFile file) {
    return file.fresh();
  }

  /** The same facts for every case, spread over half a year and twenty departments. */
  private void copies(String table, FactRow row, int cases) {
    var columns = new LinkedHashMap<String, Object>();
    var all = row.values();
    int i = 0;
    for (String name : row.names()) {
      if (all[i] != null) {
        columns.put(name, all[i]);
      }
      i++;
    }
    jdbc.update(
        "insert into %s (%s) select %s from generate_series(1, %d) n"
            .formatted(
                table,
                String.join(", ", columns.keySet()),
                columns.keySet().stream()
                    .map(ExportMeasure::value)
                    .collect(Collectors.joining(", ")),
                cases),
        columns.values().toArray());
  }

  private static String value(String name) {
    return switch (name) {
      case "item", "case_no" -> "cast(? as text) || '-' || n";
      case "department" -> "cast(? as text) || (n % 20)";
      default ->
          name.endsWith("_at") || name.equals("at")
              ? "cast(? as timestamptz) + (n % 180) * interval '1 day'"
              : "?";
    };
  }

  private void export(Format format, Path home) throws IOException {
    var table = new LedgerTable(names, Locale.SIMPLIFIED_CHINESE);
    var all =
        new CaseCursor.Range(
            Instant.parse("2025-12-01T00:00:00Z"),
            Instant.parse("2028-12-01T00:00:00Z"),
            null,
            Scope.ALL);
    var file = home.resolve("ledger." + format);
    System.gc();
    long start = System.nanoTime();
    long worked = work();
    try (var sheet =
        LedgerSheet.to(new BufferedOutputStream(Files.newOutputStream(file)), format)) {
      sheet.row(table.head());
      new CaseCursor(jdbc, transactions, seal)
          .each(
              all,
              found -> {
                try {
                  sheet.row(table.row(found));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    System.out.printf(
        "%s: %.1f s, %.1f s of work, %d MB file, %d MB of heap left in use, of %d MB%n",
        format,
        seconds(start),
        (work() - worked) / 1e9,
        Files.size(file) >> 20,
        afterCollection() >> 20,
        Runtime.getRuntime().maxMemory() >> 20);
  }

  private void indicators() {
    var desk = new IndicatorDesk(JdbcClient.create(jdbc), config, Clock.systemUTC());
    var account =
        new StaffAccount(
            "staff.admin",
            Set.of(io.bancheng.canonical.Role.SERVICE_ADMIN),
            List.of("340000"),
            Set.of());
    var sight = Sight.of(account);
    for (var period :
        List.of(
            new Period(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 5, 1)),
            new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1)))) {
      var scope = new io.bancheng.report.Scope(sight, period, null, null, null, null, null, null);
      desk.figures(scope, Breakdown.DEPARTMENT);
      long start = System.nanoTime();
      int groups = desk.figures(scope, Breakdown.DEPARTMENT).size();
      System.out.printf(
          "indicators %s to %s by department: %d groups in %.2f s%n",
          period.from(), period.to(), groups, seconds(start));
    }
  }

  private static double seconds(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
  }

  /** Processor time of this process, the database's not included, in nanoseconds. */
  private static long work() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** What was in use after the latest garbage collections. */
  private static long afterCollection() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
        .sum();
  }
}
