package io.bancheng.bench;

import io.bancheng.harness.Quiet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * The benchmark: the hub beside rivals, in one run on one PostgreSQL and one Artemis, in turns.
 *
 * <p>{@code mvn -Pbench verify -Dscenarios=queue,circle -Dseconds=4 -Drounds=5
 * -Dconnections=1,8,32}; {@code -Dscenarios=all} for everything. Ends with 1 if an accepted case
 * did not get where it has to be.
 */
public final class Bench {
  static final List<String> ALL =
      List.of(
          "queue",
          "steady",
          "circle",
          "storm",
          "rest",
          "burst",
          "rules",
          "departments",
          "nodes",
          "ledger",
          "trips",
          "start");

  private Bench() {}

  /** What is measured, and how long. */
  record Options(
      List<String> scenarios,
      List<Integer> connections,
      double seconds,
      int rounds,
      int burst,
      List<Integer> ledgers) {
    boolean wants(String scenario) {
      return scenarios.contains(scenario);
    }

    static Options read() {
      String wanted = System.getProperty("scenarios", "queue,circle");
      return new Options(
          wanted.equals("all") ? ALL : Arrays.asList(wanted.split(",")),
          numbers("connections", "1,8,32"),
          Double.parseDouble(System.getProperty("seconds", "4")),
          Integer.getInteger("rounds", 5),
          Integer.getInteger("burst", 50_000),
          numbers("ledgers", "0,100000,1000000"));
    }

    private static List<Integer> numbers(String option, String otherwise) {
      return Arrays.stream(System.getProperty(option, otherwise).split(","))
          .map(Integer::valueOf)
          .toList();
    }
  }

  public static void main(String[] args) throws Exception {
    Quiet.logs();
    var options = Options.read();
    var home = Path.of("target", "bench").toAbsolutePath();
    FileSystemUtils.deleteRecursively(home);
    Files.createDirectories(home);
    var report = new BenchReport(options);
    try (var stage = new Stage(home)) {
      report.versions(stage.database());
      new Scenarios(stage, options, report).run();
    }
    if (options.wants("start")) {
      new StartUp(home).measure(report);
    }
    System.exit(report.write(home) ? 0 : 1);
  }
}
