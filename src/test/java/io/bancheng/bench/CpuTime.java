package io.bancheng.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Processor time and memory of processes, as the operating system counts them. */
final class CpuTime {
  private static final double TICKS_PER_MILLI = 0.1;

  /** Behind the fields of a process's own time in user and kernel mode. */
  private static final int FIRST_OF_CHILDREN = 13;

  private CpuTime() {}

  /** Milliseconds used so far by these processes and by their children that have ended. */
  static double millis(List<ProcessHandle> processes) {
    return processes.stream().mapToDouble(CpuTime::millis).sum();
  }

  private static double millis(ProcessHandle process) {
    try {
      return millis(Path.of("/proc/" + process.pid() + "/stat"), FIRST_OF_CHILDREN + 1);
    } catch (IOException e) {
      return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
    }
  }

  /** Milliseconds that the just-in-time compiler of a Java process has used, as far as it shows. */
  static double compilerMillis(long pid) {
    try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      double all = 0;
      for (Path task : tasks.toList()) {
        if (Files.readString(task.resolve("comm")).matches("C[12] Compiler(?s).*")) {
          all += millis(task.resolve("stat"), FIRST_OF_CHILDREN - 1);
        }
      }
      return all;
    } catch (IOException e) {
      return 0;
    }
  }

  private static double millis(Path file, int last) throws IOException {
    String stat = Files.readString(file);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = 0;
    for (int i = 11; i <= last; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks / TICKS_PER_MILLI;
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
