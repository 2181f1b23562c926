package io.bancheng.bench;

import io.bancheng.harness.RunningHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * How long a hub with its own database and broker takes to be ready, as a newcomer has it. The
 * first run of a jar keeps the classes that it loaded, and is not counted.
 */
final class StartUp {
  private static final int STARTS = 3;

  private final Path home;

  StartUp(Path home) {
    this.home = home;
  }

  void measure(BenchReport report) throws Exception {
    var folder = Files.createDirectories(home.resolve("embedded"));
    try (var first = hub(folder).start()) {
      first.client();
    }
    var seconds = new double[STARTS];
    var resident = new double[STARTS];
    for (int i = 0; i < STARTS; i++) {
      long begin = System.nanoTime();
      try (var again = hub(folder).start()) {
        seconds[i] = (System.nanoTime() - begin) / 1e9;
        resident[i] = CpuTime.residentMib(again.pid());
        double cpu = CpuTime.millis(ProcessHandle.of(again.pid()).stream().toList()) / 1e3;
        report.fact(
            "start %d with embedded database and broker, %s".formatted(i + 1, how()),
            "%.1f s, %.1f s of CPU, %.0f MiB resident".formatted(seconds[i], cpu, resident[i]));
      }
    }
    report.started(median(seconds), median(resident));
  }

  private static double median(double[] figures) {
    Arrays.sort(figures);
    return figures[STARTS / 2];
  }

  private static RunningHub hub(Path folder) throws IOException {
    var hub = new RunningHub(folder, Map.of());
    return packed() ? hub.byCommand("bin/hub", "run") : hub;
  }

  private static String how() throws IOException {
    return packed() ? "by bin/hub with its class archive" : "from class files";
  }

  private static boolean packed() throws IOException {
    try (var files = Files.list(Path.of("target"))) {
      return files.anyMatch(file -> file.getFileName().toString().matches("bancheng-.*\\.jar"));
    }
  }
}
