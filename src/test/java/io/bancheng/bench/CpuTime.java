package io.bancheng.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Processor time and memory of processes, as the operating system counts them. */
final class CpuTime {
  private static final double TICKS_PER_MILLI = 0.1;

  private CpuTime() {}

  /** Milliseconds used so far by these processes and by their children that have ended. */
  static double millis(List<ProcessHandle> processes) {
    return processes.stream().mapToDouble(CpuTime::millis).sum();
  }

  private static double millis(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int i = 11; i <= 14; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks / TICKS_PER_MILLI;
    } catch (IOException e) {
      return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
    }
  }

  /** Resident memory in MiB, or -1 where it cannot be told. */
  static long residentMib(long pid) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(-1);
    } catch (IOException e) {
      return -1;
    }
  }
}
