package io.bancheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;

/** {@code check} over the files of a whole province: 2,000 rules and 500 departments. */
class LargeFilesTest {
  private static final int RULES = 2000;
  private static final int DEPARTMENTS = 500;
  private static final List<String> TYPES = List.of("ybj", "rsj", "mzj", "gaj", "jyj", "wjw");

  @TempDir Path folder;

  @Test
  void two_thousand_rules_and_five_hundred_departments_are_checked_within_seconds()
      throws IOException {
    for (String name : List.of("config", "mappings", "routes")) {
      FileSystemUtils.copyRecursively(Path.of(name), folder.resolve(name));
    }
    rules();
    departments();
    var said = new StringWriter();
    var threads = ManagementFactory.getThreadMXBean();
    long began = System.nanoTime();
    long worked = threads.getCurrentThreadCpuTime();
    int code =
        new CommandLine(new HubCommand())
            .setOut(new PrintWriter(said))
            .execute("check", folder.toString());
    var work = Duration.ofNanos(threads.getCurrentThreadCpuTime() - worked);
    System.out.printf(
        "check of %d rules and %d departments: %d ms, %d ms of them work%n",
        RULES, DEPARTMENTS, (System.nanoTime() - began) / 1_000_000, work.toMillis());

    assertThat(code).as(said.toString()).isZero();
    assertThat(said.toString()).contains("No problem found.");
    assertThat(work).as("however busy the machine is").isLessThan(Duration.ofSeconds(30));
  }

  /** Beside the shipped ones, each with a word of its own. */
  private void rules() throws IOException {
    Path table = folder.resolve("config/tables/routing.csv");
    int shipped =
        (int)
            Files.readAllLines(table).stream()
                .filter(row -> row.matches("[JSEF]\\d\\d,.*"))
                .count();
    String more =
        IntStream.range(shipped, RULES)
            .mapToObj("L%1$d,30,0102,事%1$05d办,,ybj,,GENERAL,5,\n"::formatted)
            .collect(Collectors.joining());
    Files.writeString(table, Files.readString(table) + more);
  }

  private void departments() throws IOException {
    Path files = folder.resolve("config/departments");
    var counties =
        Files.readAllLines(folder.resolve("config/tables/regions.csv")).stream()
            .filter(row -> row.contains(",COUNTY,"))
            .map(row -> row.substring(0, 6))
            .toList();
    for (String type : TYPES) {
      for (String county : counties) {
        Path file = files.resolve(county + "-" + type + ".yaml");
        if (count(files) < DEPARTMENTS && Files.notExists(file)) {
          Files.writeString(file, "# Its own system.\nadapter: queue\n");
        }
      }
    }
    assertThat(count(files)).isEqualTo(DEPARTMENTS);
  }

  private static long count(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }
}
