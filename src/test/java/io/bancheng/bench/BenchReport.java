package io.bancheng.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.harness.RunningDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Medians and spreads of all rounds, as a page and as data. */
final class BenchReport {
  private static final String ROW = "| %s | %d | %s | %s | %s | %s | %s |%n";
  private static final String COST = "| %s | %d | %s | %s | %s | %s | %s | %s |%n";

  private final List<Round> rounds = new ArrayList<>();
  private final Map<String, String> facts = new LinkedHashMap<>();
  private long missing;

  BenchReport(double seconds, int rounds, List<String> jvm) {
    facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("Java", Runtime.version() + ", both contenders " + String.join(" ", jvm));
    facts.put("Camel", org.apache.camel.CamelContext.class.getPackage().getImplementationVersion());
    facts.put("rounds", rounds + " of " + seconds + " s per contender, alternating");
    facts.put("pool", "20 database connections each");
    facts.put(
        "durability",
        "fsync, full_page_writes and synchronous_commit on; Artemis journal synced on every send");
  }

  void version(RunningDatabase database) throws SQLException {
    try (var connection = database.ask()) {
      facts.put("PostgreSQL", connection.getMetaData().getDatabaseProductVersion());
    }
    var broker = org.apache.activemq.artemis.utils.VersionLoader.getVersion();
    facts.put("Artemis", broker.getFullVersion());
  }

  void add(Round round) {
    rounds.add(round);
  }

  void arrived(Contender contender) {
    missing += contender.accepted() - contender.arrived();
    facts.put(
        contender.name() + ": accepted, arrived in queues",
        contender.accepted() + ", " + contender.arrived());
    facts.put(
        contender.name() + ": resident memory after the load", contender.residentMib() + " MiB");
  }

  void startUp(double seconds, long mib) {
    facts.put("hub with embedded database and broker, second start", "%.1f s".formatted(seconds));
    facts.put("its resident memory then, without PostgreSQL", mib + " MiB");
  }

  /** Prints it and writes it; false if an accepted case did not arrive. */
  boolean write(Path home) throws IOException {
    var text = new StringBuilder("# Benchmark: intake to department queue\n\n");
    text.append("Median of the rounds (lowest to highest). Times in milliseconds.\n\n");
    text.append("| contender | connections | cases/s | p50 | p95 | p99 | last in queue after |\n");
    text.append("|---|---:|---:|---:|---:|---:|---:|\n");
    each((name, connections) -> text.append(speed(name, connections)));
    text.append("\nPer case:\n\n| contender | connections | own CPU ms | PostgreSQL CPU ms |");
    text.append(" broker CPU ms | transactions | WAL syncs | WAL bytes |\n");
    text.append("|---|---:|---:|---:|---:|---:|---:|---:|\n");
    each((name, connections) -> text.append(cost(name, connections)));
    text.append("\nHub in proportion to bare Camel:\n\n");
    text.append("| connections | cases/s | own CPU per case | all CPU per case |\n");
    text.append("|---:|---:|---:|---:|\n");
    connections().forEach(connections -> text.append(ratio(connections)));
    text.append("\n| | |\n|---|---|\n");
    facts.forEach((what, value) -> text.append("| %s | %s |%n".formatted(what, value)));
    long failures = rounds.stream().mapToLong(Round::failures).sum();
    text.append("| answers that were not 201 | %d |%n".formatted(failures));
    Files.writeString(home.resolve("report.md"), text);
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(home.resolve("report.json").toFile(), Map.of("facts", facts, "rounds", rounds));
    System.out.println(text);
    return missing == 0 && failures == 0;
  }

  private interface Line {
    void of(String contender, int connections);
  }

  private void each(Line line) {
    connections().forEach(c -> List.of("hub", "bare").forEach(name -> line.of(name, c)));
  }

  private List<Integer> connections() {
    return rounds.stream().map(Round::connections).distinct().toList();
  }

  private String speed(String name, int connections) {
    return ROW.formatted(
        name,
        connections,
        spread(name, connections, Round::perSecond, "%.0f"),
        spread(name, connections, Round::p50, "%.1f"),
        spread(name, connections, Round::p95, "%.1f"),
        spread(name, connections, Round::p99, "%.1f"),
        spread(name, connections, Round::last, "%.0f"));
  }

  private String cost(String name, int connections) {
    return COST.formatted(
        name,
        connections,
        spread(name, connections, Round::ownCpu, "%.2f"),
        spread(name, connections, Round::databaseCpu, "%.2f"),
        spread(name, connections, Round::brokerCpu, "%.2f"),
        spread(name, connections, Round::commits, "%.2f"),
        spread(name, connections, Round::syncs, "%.2f"),
        spread(name, connections, Round::walBytes, "%.0f"));
  }

  private String ratio(int connections) {
    return "| %d | %.2f | %.2f | %.2f |%n"
        .formatted(
            connections,
            ratio(connections, Round::perSecond),
            ratio(connections, Round::ownCpu),
            ratio(connections, r -> r.ownCpu() + r.databaseCpu() + r.brokerCpu()));
  }

  private double ratio(int connections, ToDoubleFunction<Round> figure) {
    return median(figures("hub", connections, figure))
        / median(figures("bare", connections, figure));
  }

  private String spread(
      String name, int connections, ToDoubleFunction<Round> figure, String format) {
    double[] sorted = figures(name, connections, figure);
    return format.formatted(median(sorted))
        + " ("
        + format.formatted(sorted[0])
        + "–"
        + format.formatted(sorted[sorted.length - 1])
        + ")";
  }

  private double[] figures(String name, int connections, ToDoubleFunction<Round> figure) {
    return rounds.stream()
        .filter(r -> r.contender().equals(name) && r.connections() == connections)
        .mapToDouble(figure)
        .sorted()
        .toArray();
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
