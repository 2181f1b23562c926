package io.bancheng.bench;

import io.bancheng.harness.RunningHub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Exports the whole ledger and looks at what lives on the hub's heap meanwhile. */
final class ExportTimes {
  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");
  private static final String ALL = "/api/v1/export?from=2024-01-01&to=2027-01-01&format=";

  private final RunningHub hub;

  ExportTimes(RunningHub hub) {
    this.hub = hub;
  }

  void measure() throws Exception {
    System.out.printf("Live heap before any export: %d MiB%n", live());
    System.out.println("| file | status | rows | MiB | seconds | peak live heap, MiB |");
    System.out.println("|---|---:|---:|---:|---:|---:|");
    for (String format : new String[] {"csv", "xlsx"}) {
      export(format);
    }
  }

  private void export(String format) throws Exception {
    long start = System.nanoTime();
    var running = CompletableFuture.supplyAsync(() -> read(format));
    long peak = 0;
    while (!running.isDone()) {
      peak = Math.max(peak, live());
      try {
        running.get(5, TimeUnit.SECONDS);
      } catch (java.util.concurrent.TimeoutException e) {
        continue;
      }
    }
    System.out.printf("%s | %.0f | %d |%n", running.get(), (System.nanoTime() - start) / 1e9, peak);
  }

  /** Counts what comes and keeps nothing of it. */
  private String read(String format) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + ALL + format))
            .header("Authorization", "Bearer " + hub.client().secret("staff.admin"))
            .build();
    try {
      var answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
      long bytes = 0;
      try (var in = answer.body()) {
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          bytes += n;
        }
      }
      return "| %s | %d | %s | %.0f"
          .formatted(
              format,
              answer.statusCode(),
              answer.headers().firstValue("Bancheng-Rows").orElse(""),
              bytes / 1048576.0);
    } catch (IOException e) {
      return "| %s | broke off: %s | | ".formatted(format, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What is left after a full collection. */
  private long live() throws IOException, InterruptedException {
    asked("GC.run");
    var used = USED.matcher(asked("GC.heap_info"));
    long kib = 0;
    while (used.find()) {
      kib += Long.parseLong(used.group(1));
    }
    return kib / 1024;
  }

  private String asked(String what) throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process = new ProcessBuilder(jcmd, String.valueOf(hub.pid()), what).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
