package io.bancheng.bench;

import io.bancheng.harness.RunningHub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** How long a hub with its own database and broker takes to be ready, as a newcomer has it. */
final class StartUp {
  private static final int STARTS = 3;

  private final Path home;

  StartUp(Path home) {
    this.home = home;
  }

  void measure(BenchReport report) throws Exception {
    var folder = Files.createDirectories(home.resolve("embedded"));
    try (var first = new RunningHub(folder, Map.of()).start()) {
      first.client();
    }
    for (int i = 0; i < STARTS; i++) {
      long begin = System.nanoTime();
      try (var again = new RunningHub(folder, Map.of()).start()) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpu = CpuTime.millis(ProcessHandle.of(again.pid()).stream().toList()) / 1e3;
        report.fact(
            "start " + (i + 1) + " with embedded database and broker, from class files",
            "%.1f s, %.1f s of CPU, %d MiB resident"
                .formatted(seconds, cpu, CpuTime.residentMib(again.pid())));
      }
    }
  }
}
