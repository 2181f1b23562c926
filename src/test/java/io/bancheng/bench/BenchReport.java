package io.bancheng.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.harness.RunningDatabase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Medians and spreads of all rounds, as a page and as data. */
final class BenchReport {
  private static final List<Column> SPEED =
      List.of(
          new Column("cases/s in", "%.0f", Round::perSecond),
          new Column("cases/s done", "%.0f", Round::delivered),
          new Column("p50", "%.1f", Round::p50),
          new Column("p95", "%.1f", Round::p95),
          new Column("p99", "%.1f", Round::p99),
          new Column("p99.9", "%.1f", Round::p999),
          new Column("last done after", "%.0f", Round::last));
  private static final List<Column> COST =
      List.of(
          new Column("own CPU ms", "%.2f", r -> r.costs().own()),
          new Column("PostgreSQL CPU ms", "%.2f", r -> r.costs().database()),
          new Column("broker CPU ms", "%.2f", r -> r.costs().broker()),
          new Column("CPU ms in all", "%.2f", r -> r.costs().cpu()),
          new Column("transactions", "%.2f", r -> r.costs().commits()),
          new Column("WAL syncs", "%.2f", r -> r.costs().syncs()),
          new Column("WAL bytes", "%.0f", r -> r.costs().wal()),
          new Column("KiB allocated", "%.0f", r -> r.costs().allocated() / 1024));

  private final List<Round> rounds = new ArrayList<>();
  private final Map<String, String> facts = new LinkedHashMap<>();
  private long missing;

  private record Column(String name, String format, ToDoubleFunction<Round> figure) {}

  private record Line(String scenario, int connections, String contender) {}

  BenchReport(Bench.Options options) {
    var system = ManagementFactory.getOperatingSystemMXBean();
    fact("day", LocalDate.now().toString());
    fact("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    fact("load before the run", "%.1f".formatted(system.getSystemLoadAverage()));
    fact("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    fact("Java", Runtime.version() + ", every contender " + String.join(" ", Stage.JVM));
    fact("Camel", org.apache.camel.CamelContext.class.getPackage().getImplementationVersion());
    fact("rounds", options.rounds() + " of " + options.seconds() + " s per contender, in turns");
    fact("pool", "20 database connections each");
    fact(
        "durability",
        "fsync, full_page_writes and synchronous_commit on; Artemis journal synced on every send");
  }

  void versions(RunningDatabase database) throws SQLException {
    try (var connection = database.ask()) {
      fact("PostgreSQL", connection.getMetaData().getDatabaseProductVersion());
    }
    var broker = org.apache.activemq.artemis.utils.VersionLoader.getVersion();
    fact("Artemis", broker.getFullVersion());
  }

  void fact(String what, String is) {
    facts.put(what, is);
  }

  /** A scenario that could not be measured to its end. */
  void failed(String scenario, Exception why) {
    why.printStackTrace();
    missing++;
    fact(scenario + " failed", why.toString());
  }

  void add(Round round) {
    rounds.add(round);
    System.out.printf(
        "%-18s %-18s %3d connections: %7.1f in, %7.1f done per second, %6.2f ms CPU%n",
        round.scenario(),
        round.contender(),
        round.connections(),
        round.perSecond(),
        round.delivered(),
        round.costs().cpu());
  }

  /** What is told of contenders when they are through. */
  void end(List<Contender> contenders) {
    for (Contender contender : contenders) {
      missing +=
          Math.max(0, contender.accepted() - contender.arrived()) + contender.refused().size();
      String scenario = rounds.get(rounds.size() - 1).scenario();
      fact(
          scenario + ", " + contender.name() + ": accepted, arrived, refused, resident MiB",
          "%d, %d, %s, %d"
              .formatted(
                  contender.accepted(),
                  contender.arrived(),
                  contender.refused().isEmpty() ? "none" : contender.refused(),
                  contender.residentMib()));
    }
  }

  /** Prints it and writes it; false if an accepted case did not arrive. */
  boolean write(Path home) throws IOException {
    fact(
        "load after the run",
        "%.1f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    var text = new StringBuilder("# Benchmark\n\n");
    text.append(
        "Median of the rounds (lowest to highest). Times in milliseconds, costs per case.\n");
    for (String scenario : scenarios()) {
      text.append("\n## ").append(scenario).append("\n\n");
      table(text, scenario, SPEED);
      text.append('\n');
      table(text, scenario, COST);
      ratios(text, scenario);
    }
    text.append("\n## Setting\n\n| | |\n|---|---|\n");
    facts.forEach((what, value) -> text.append("| %s | %s |%n".formatted(what, value)));
    Files.writeString(home.resolve("report.md"), text);
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(home.resolve("report.json").toFile(), Map.of("facts", facts, "rounds", rounds));
    System.out.println(text);
    return missing == 0;
  }

  private Set<String> scenarios() {
    var all = new LinkedHashSet<String>();
    rounds.forEach(round -> all.add(round.scenario()));
    return all;
  }

  private Set<Line> lines(String scenario) {
    var all = new LinkedHashSet<Line>();
    rounds.stream()
        .filter(round -> round.scenario().equals(scenario))
        .forEach(r -> all.add(new Line(scenario, r.connections(), r.contender())));
    return all;
  }

  private void table(StringBuilder text, String scenario, List<Column> columns) {
    text.append("| contender | connections |");
    columns.forEach(column -> text.append(' ').append(column.name()).append(" |"));
    text.append("\n|---|---:|").append("---:|".repeat(columns.size())).append('\n');
    for (Line line : lines(scenario)) {
      text.append("| %s | %d |".formatted(line.contender(), line.connections()));
      columns.forEach(column -> text.append(' ').append(spread(line, column)).append(" |"));
      text.append('\n');
    }
  }

  /** The hub in proportion to each rival. */
  private void ratios(StringBuilder text, String scenario) {
    var lines = lines(scenario);
    var rivals = lines.stream().filter(line -> !line.contender().equals("hub")).toList();
    if (rivals.isEmpty() || rivals.size() == lines.size()) {
      return;
    }
    text.append("\n| hub : rival | connections | cases/s in | cases/s done | CPU in all |\n");
    text.append("|---|---:|---:|---:|---:|\n");
    for (Line rival : rivals) {
      text.append("| hub : %s | %d |".formatted(rival.contender(), rival.connections()));
      for (var figure :
          List.<ToDoubleFunction<Round>>of(
              Round::perSecond, Round::delivered, r -> r.costs().cpu())) {
        text.append(" %.2f |".formatted(ratio(rival, figure)));
      }
      text.append('\n');
    }
  }

  private double ratio(Line rival, ToDoubleFunction<Round> figure) {
    var hub = new Line(rival.scenario(), rival.connections(), "hub");
    return median(figures(hub, figure)) / median(figures(rival, figure));
  }

  private String spread(Line line, Column column) {
    double[] sorted = figures(line, column.figure());
    String format = column.format();
    return format.formatted(median(sorted))
        + " ("
        + format.formatted(sorted[0])
        + "–"
        + format.formatted(sorted[sorted.length - 1])
        + ")";
  }

  private double[] figures(Line line, ToDoubleFunction<Round> figure) {
    return rounds.stream()
        .filter(r -> new Line(r.scenario(), r.connections(), r.contender()).equals(line))
        .mapToDouble(figure)
        .sorted()
        .toArray();
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
