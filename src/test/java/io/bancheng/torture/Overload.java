package io.bancheng.torture;

import io.bancheng.harness.HubClient;
import io.bancheng.harness.OrderMix;
import io.bancheng.harness.Quiet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.FileSystemUtils;

/**
 * Ten times as many senders as a hub serves at its best: how much good work is left, and how soon
 * the others are told to come again.
 *
 * <p>{@code mvn -Ptorture verify -Dproof.main=io.bancheng.torture.Overload -Dseconds=15}
 */
public final class Overload {
  private static final int USUAL = 16;
  private static final int TIMES = 10;
  private static final long PAGE = 4096;

  private final AtomicInteger numbers = new AtomicInteger();
  private final Cluster cluster;
  private final long seconds;

  private Overload(Cluster cluster, long seconds) {
    this.cluster = cluster;
    this.seconds = seconds;
  }

  /** What senders were told, each answer with the milliseconds that it took. */
  private record Told(Map<Integer, List<Long>> byStatus, long seconds, long mebibytes) {
    String line(int senders) {
      var text = new StringBuilder("| %d | %d |".formatted(senders, mebibytes));
      var good = byStatus.getOrDefault(201, List.of());
      text.append(" %.1f | %s |".formatted((double) good.size() / seconds, times(good)));
      var others = new TreeMap<>(byStatus);
      others.remove(201);
      others.forEach(
          (status, all) ->
              text.append(" %d: %d times, %s;".formatted(status, all.size(), times(all))));
      return text.append(" |\n").toString();
    }

    private static String times(List<Long> millis) {
      if (millis.isEmpty()) {
        return "-";
      }
      var sorted = new ArrayList<>(millis);
      Collections.sort(sorted);
      return "p50 %d ms, p99 %d ms"
          .formatted(sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100));
    }
  }

  public static void main(String[] args) throws Exception {
    Quiet.logs();
    Path home = Path.of("target", "overload").toAbsolutePath();
    FileSystemUtils.deleteRecursively(home);
    Files.createDirectories(home);
    var given = Plan.given(home);
    var plan = given.calm(1);
    boolean alive;
    try (var cluster = new Cluster(home, plan)) {
      var overload = new Overload(cluster, given.seconds());
      overload.play(USUAL); // the hub is warm afterwards
      var text =
          new StringBuilder(
              "| senders | MiB of the hub | accepted/s | of these | refused |\n"
                  + "|---:|---:|---:|---|---|\n");
      text.append(overload.play(USUAL).line(USUAL));
      text.append(overload.play(USUAL * TIMES).line(USUAL * TIMES));
      text.append(overload.play(USUAL).line(USUAL));
      Files.writeString(home.resolve("report.md"), text);
      System.out.println(text);
      alive = cluster.nodes().get(0).hub().isAlive();
    }
    System.exit(alive ? 0 : 1);
  }

  private Told play(int senders) throws InterruptedException {
    var told = new ConcurrentHashMap<Integer, List<Long>>();
    var threads = Executors.newFixedThreadPool(senders);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (int i = 0; i < senders; i++) {
      var hub = cluster.nodes().get(0).client();
      threads.execute(() -> send(hub, end, told));
    }
    threads.shutdown();
    threads.awaitTermination(seconds + 60, TimeUnit.SECONDS);
    return new Told(told, seconds, mebibytes(cluster.nodes().get(0).hub().pid()));
  }

  /** What a process has in memory, where the system says so; 0 elsewhere. */
  private static long mebibytes(long pid) {
    try {
      String[] pages = Files.readString(Path.of("/proc", "" + pid, "statm")).split(" ");
      return Long.parseLong(pages[1]) * PAGE / (1024 * 1024);
    } catch (IOException e) {
      return 0;
    }
  }

  private void send(HubClient hub, long end, Map<Integer, List<Long>> told) {
    while (System.nanoTime() < end) {
      int number = numbers.incrementAndGet();
      var kind = OrderMix.SINGLE.get(number % OrderMix.SINGLE.size());
      long begin = System.nanoTime();
      var answer = hub.push("hotline", kind.body("O" + number, "O" + number));
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      told.computeIfAbsent(answer.status(), s -> Collections.synchronizedList(new ArrayList<>()))
          .add(took);
      if (answer.status() == 429 || answer.status() == 503) {
        // a sender that was told to come again waits a little, not two seconds: it shall be hard
        DepartmentSystem.pause();
      }
    }
  }
}
