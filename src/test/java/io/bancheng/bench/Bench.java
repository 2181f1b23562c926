package io.bancheng.bench;

import io.bancheng.harness.JavaProcess;
import io.bancheng.harness.OrderMix;
import io.bancheng.harness.Quiet;
import io.bancheng.harness.RunningBroker;
import io.bancheng.harness.RunningDatabase;
import io.bancheng.harness.RunningHub;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/**
 * The benchmark: from intake to department queue, the hub beside bare Camel, in one run on one
 * PostgreSQL and one Artemis, in turns.
 *
 * <p>{@code mvn -Pbench verify -Dseconds=5 -Drounds=5}; ends with 1 if an accepted case did not
 * reach its queue.
 */
public final class Bench {
  private static final List<String> JVM = List.of("-Xmx1g");
  private static final List<Integer> CONNECTIONS = List.of(1, 8, 32);
  private static final double WARM_UP_SECONDS = 8;
  private static final String SECURITY =
      Stream.of(
              "autoconfigure.security.servlet.SecurityAutoConfiguration",
              "autoconfigure.security.servlet.SecurityFilterAutoConfiguration",
              "autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
              "actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration")
          .map("org.springframework.boot."::concat)
          .reduce((a, b) -> a + "," + b)
          .orElseThrow();

  private final Path home;
  private final double seconds;
  private final int rounds;

  private Bench(Path home, double seconds, int rounds) {
    this.home = home;
    this.seconds = seconds;
    this.rounds = rounds;
  }

  public static void main(String[] args) throws Exception {
    Quiet.logs();
    var bench =
        new Bench(
            Path.of("target", "bench").toAbsolutePath(),
            Double.parseDouble(System.getProperty("seconds", "5")),
            Integer.getInteger("rounds", 5));
    System.exit(bench.run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    FileSystemUtils.deleteRecursively(home);
    Files.createDirectories(home.resolve("hub"));
    var report = new BenchReport(seconds, rounds, JVM);
    try (var database = new RunningDatabase(home.resolve("database"));
        var broker = new RunningBroker(home.resolve("broker")).start()) {
      report.version(database);
      compare(new Contender.Servers(database, broker), report);
    }
    startUp(report);
    return report.write(home);
  }

  private void compare(Contender.Servers servers, BenchReport report) throws Exception {
    var environment = new HashMap<>(RunningDatabase.environment(servers.database().create("hub")));
    environment.putAll(servers.broker().environment());
    var bare = startBare(servers);
    try (var running =
            new RunningHub(home.resolve("hub"), environment, JVM.toArray(String[]::new)).start();
        var hubDrain = new Drain(servers.broker().coreUrl(), hubQueues(), "ASSIGNMENT_DISPATCHED");
        var bareDrain =
            new Drain(
                servers.broker().coreUrl(), Contender.queues(BarePipeline.QUEUES, "bare."), null)) {
      var key = "Authorization: Bearer " + running.client().secret("channel.hotline") + "\r\n";
      var hub =
          new Contender(
              "hub",
              running.pid(),
              new KeepAlive.Target(running.port(), "/api/v1/channels/hotline/cases", key),
              hubDrain,
              servers);
      var other =
          new Contender(
              "bare",
              bare.process().pid(),
              new KeepAlive.Target(bare.port(), "/cases", ""),
              bareDrain,
              servers);
      measure(List.of(hub, other), report);
    } finally {
      JavaProcess.stop(bare.process());
    }
  }

  private void measure(List<Contender> contenders, BenchReport report) throws Exception {
    for (Contender contender : contenders) {
      contender.round(8, WARM_UP_SECONDS);
      contender.round(1, 2);
    }
    for (int connections : CONNECTIONS) {
      for (int i = 0; i < rounds; i++) {
        for (Contender contender : contenders) {
          var round = contender.round(connections, seconds);
          System.out.printf(
              "%-4s %2d connections: %7.1f cases/s, p99 %6.1f ms%n",
              round.contender(), connections, round.perSecond(), round.p99());
          report.add(round);
        }
      }
    }
    contenders.forEach(report::arrived);
  }

  private record Bare(Process process, int port) {}

  private Bare startBare(Contender.Servers servers) throws Exception {
    var access = servers.database().create("bare");
    int port = RunningHub.freePort();
    var main =
        List.of(
            BarePipeline.class.getName(),
            "--server.port=" + port,
            "--bare.broker=" + servers.broker().coreUrl(),
            "--camel.main.routes-collector-enabled=true",
            "--spring.flyway.enabled=false",
            "--spring.autoconfigure.exclude=" + SECURITY);
    var environment = RunningDatabase.environment(access);
    var process = JavaProcess.start(home.resolve("bare.log"), environment, JVM, main);
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> listens(process, port));
    return new Bare(process, port);
  }

  private boolean listens(Process process, int port) {
    if (!process.isAlive()) {
      throw new IllegalStateException("Bare Camel did not start; see " + home.resolve("bare.log"));
    }
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The second start of a hub with its own database and broker, as a newcomer has it. */
  private void startUp(BenchReport report) throws Exception {
    var var = Files.createDirectories(home.resolve("embedded"));
    try (var first = new RunningHub(var, Map.of()).start()) {
      first.client();
    }
    long begin = System.nanoTime();
    try (var second = new RunningHub(var, Map.of()).start()) {
      double took = (System.nanoTime() - begin) / 1e9;
      report.startUp(took, CpuTime.residentMib(second.pid()));
    }
  }

  private static List<String> hubQueues() {
    var queues = new ArrayList<String>();
    OrderMix.SINGLE.forEach(kind -> queues.add("department." + kind.lead() + ".cases"));
    queues.add("channel.hotline.answers");
    return queues;
  }
}
