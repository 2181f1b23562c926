package io.bancheng.bench;

import io.bancheng.embedded.DatabaseAccess;
import io.bancheng.harness.JavaProcess;
import io.bancheng.harness.OrderMix;
import io.bancheng.harness.RunningBroker;
import io.bancheng.harness.RunningDatabase;
import io.bancheng.harness.RunningHub;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The PostgreSQL, the Artemis and the generator that all contenders use; and the contenders. */
final class Stage implements AutoCloseable {
  static final List<String> JVM = List.of("-Xmx1g", "-XX:-UseDynamicNumberOfCompilerThreads");
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
  private final RunningDatabase database;
  private final RunningBroker broker;
  private final Generator generator;
  private final Map<String, Map<String, String>> environments = new HashMap<>();
  private int many;

  Stage(Path home) throws Exception {
    this.home = home;
    this.database = new RunningDatabase(home.resolve("database"));
    this.broker = new RunningBroker(home.resolve("broker")).start();
    this.generator = new Generator();
  }

  Path home() {
    return home;
  }

  /** Pushes without measuring. */
  Load.Result push(Load.Job job) throws IOException {
    return generator.push(job);
  }

  RunningDatabase database() {
    return database;
  }

  String brokerUrl() {
    return broker.coreUrl();
  }

  private Contender.Servers servers() {
    return new Contender.Servers(database, broker, generator);
  }

  /** How a hub is to differ from the shipped one. */
  record Wish(String name, Map<String, String> environment, Via via) {
    static Wish plain(String name) {
      return new Wish(name, Map.of(), access -> access);
    }
  }

  /** The way to the database. */
  interface Via {
    DatabaseAccess of(DatabaseAccess access);
  }

  /** What counts the cases that are where they have to be; stops with the contender. */
  record Count(LongSupplier arrived, List<AutoCloseable> parts) {}

  /** A hub whose cases have arrived when their departments' queues are read. */
  Contender hub(Wish wish) throws Exception {
    var drain = new Drain(brokerUrl(), departmentQueues(".cases"), "ASSIGNMENT_DISPATCHED");
    return hub(wish, new Count(drain::counted, List.of(drain)));
  }

  /** A hub of that kind. */
  Contender hub(Wish wish, Count count) throws Exception {
    String name = "hub" + ++many;
    var environment =
        new HashMap<>(RunningDatabase.environment(wish.via().of(database.create(name))));
    environment.putAll(broker.environment());
    environment.putAll(wish.environment());
    var folder = Files.createDirectories(home.resolve(name));
    var answers = new Drain(brokerUrl(), List.of("channel.hotline.answers"), null);
    environments.put(name, environment);
    var hub = new RunningHub(folder, environment, JVM.toArray(String[]::new)).start();
    return new Contender(
        wish.name(),
        new Contender.Place(hub.pid(), door(hub), name, servers()),
        count.arrived(),
        () -> {
          hub.close();
          answers.close();
          close(count.parts());
        });
  }

  private static KeepAlive.Target door(RunningHub hub) {
    var key = "Authorization: Bearer " + hub.client().secret("channel.hotline") + "\r\n";
    return new KeepAlive.Target(hub.port(), "/api/v1/channels/hotline/cases", key);
  }

  /** A hub and another node of it, as one contender; the hub stays what it is. */
  Contender second(Contender one) throws Exception {
    var environment = new HashMap<>(environments.get(one.database()));
    environment.put("BANCHENG_SHARED", home.resolve(one.database()).toString());
    environment.put("BANCHENG_NODE", "second");
    var folder = Files.createDirectories(home.resolve(one.database() + "-second"));
    var hub = new RunningHub(folder, environment, JVM.toArray(String[]::new)).start();
    long before = one.arrived();
    return new Contender(
        "two nodes",
        new Contender.Place(
            List.of(one.place().pids().get(0), hub.pid()),
            List.of(one.targets().get(0), door(hub)),
            one.database(),
            servers()),
        () -> one.arrived() - before,
        hub);
  }

  Contender bare() throws Exception {
    return camel("bare", BarePipeline.class, Contender.queues(BarePipeline.QUEUES, "bare."));
  }

  Contender outbox() throws Exception {
    var queues = Contender.queues(BarePipeline.QUEUES, "outboxed.");
    return camel("outbox", OutboxPipeline.class, queues);
  }

  private Contender camel(String name, Class<?> main, List<String> queues) throws Exception {
    int port = RunningHub.freePort();
    var drain = new Drain(brokerUrl(), queues, null);
    var arguments =
        List.of(
            main.getName(),
            "--server.port=" + port,
            "--bare.broker=" + brokerUrl(),
            "--camel.main.routes-collector-enabled=true",
            "--spring.flyway.enabled=false",
            "--management.endpoint.health.validate-group-membership=false",
            "--spring.autoconfigure.exclude=" + SECURITY);
    var count = new Count(drain::counted, List.of(drain));
    return rival(name, port, arguments, count);
  }

  Contender floor() throws Exception {
    int port = RunningHub.freePort();
    var drain =
        new Drain(brokerUrl(), Contender.queues(RawStore.QUEUES, "raw."), "ASSIGNMENT_DISPATCHED");
    var main = List.of(RawPipeline.class.getName(), String.valueOf(port), brokerUrl(), "floor");
    return rival("floor", port, main, new Count(drain::counted, List.of(drain)));
  }

  /** The bare prototype of the full circle, with departments of its own. */
  Contender circle(List<Bureau> bureaus) throws Exception {
    int port = RunningHub.freePort();
    var parts = new ArrayList<AutoCloseable>();
    for (int i = 0; i < RawStore.QUEUES; i++) {
      bureaus.add(new Bureau(brokerUrl(), "raw." + i, "raw." + i + ".replies"));
    }
    parts.addAll(bureaus);
    parts.add(new Drain(brokerUrl(), List.of("raw.answers"), null));
    var main = List.of(RawPipeline.class.getName(), String.valueOf(port), brokerUrl(), "circle");
    return rival("prototype", port, main, new Count(() -> told(port), parts));
  }

  private static long told(int port) {
    try (var answer = URI.create("http://127.0.0.1:" + port + "/cases").toURL().openStream()) {
      return Long.parseLong(new String(answer.readAllBytes(), StandardCharsets.US_ASCII).strip());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Contender rival(String name, int port, List<String> main, Count count) throws Exception {
    String own = name + ++many;
    var access = database.create(own);
    var log = home.resolve(own + ".log");
    var process = JavaProcess.start(log, RunningDatabase.environment(access), JVM, main);
    Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> listens(process, port, log));
    return new Contender(
        name,
        new Contender.Place(
            process.pid(), new KeepAlive.Target(port, "/cases", ""), own, servers()),
        count.arrived(),
        () -> {
          JavaProcess.stop(process);
          close(count.parts());
        });
  }

  private static boolean listens(Process process, int port, Path log) {
    if (!process.isAlive()) {
      throw new IllegalStateException("A rival did not start; see " + log);
    }
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Departments that answer what a hub sends them. */
  List<Bureau> bureaus() throws Exception {
    var bureaus = new ArrayList<Bureau>();
    for (OrderMix kind : OrderMix.SINGLE) {
      String queue = "department." + kind.lead();
      bureaus.add(new Bureau(brokerUrl(), queue + ".cases", queue + ".replies"));
    }
    return bureaus;
  }

  /** A hub whose cases have arrived when it is noted that their results are told. */
  Contender telling(String name, List<Bureau> bureaus) throws Exception {
    var told = new Drain(brokerUrl(), "FeedbackGiven");
    var parts = new ArrayList<AutoCloseable>(bureaus);
    parts.add(told);
    return hub(Wish.plain(name), new Count(told::counted, parts));
  }

  private static List<String> departmentQueues(String end) {
    return OrderMix.SINGLE.stream().map(kind -> "department." + kind.lead() + end).toList();
  }

  private static void close(List<AutoCloseable> parts) throws Exception {
    for (AutoCloseable part : parts) {
      part.close();
    }
  }

  @Override
  public void close() {
    generator.close();
    broker.close();
    database.close();
  }
}
