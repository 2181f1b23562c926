package io.bancheng.harness;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A hub in a process of its own, with the class path of the tests; it can be killed. */
public final class RunningHub implements AutoCloseable {
  private final Path var;
  private final int port;
  private final int brokerPort;
  private final Map<String, String> environment;
  private final List<String> options;
  private String launcher = "io.bancheng.HubApplication";
  private List<String> command = List.of();
  private Process process;

  public RunningHub(Path var, Map<String, String> environment, String... options) {
    this.var = var;
    this.port = freePort();
    this.brokerPort = freePort();
    this.environment = environment;
    this.options = List.of(options);
  }

  /** Starts it by another main class. */
  public RunningHub by(Class<?> main) {
    launcher = main.getName();
    return this;
  }

  /** Starts it by a command of a shell, which must become the hub itself. */
  public RunningHub byCommand(String... words) {
    command = List.of(words);
    return this;
  }

  /** Starts the process and waits until it says it is ready. */
  public RunningHub start() throws IOException {
    launch();
    Awaitility.await().atMost(Duration.ofSeconds(240)).until(this::ready);
    return this;
  }

  /** Starts the process and does not wait for it. */
  public void launch() throws IOException {
    var settings = new HashMap<String, String>();
    settings.put("SERVER_PORT", String.valueOf(port));
    settings.put("BANCHENG_BROKER_PORT", String.valueOf(brokerPort));
    settings.put("BANCHENG_VAR", var.toString());
    settings.put("BANCHENG_SAMPLES", "false");
    settings.putAll(environment);
    if (settings.containsKey("SPRING_DATASOURCE_URL")) {
      SharedSecrets.into(shared());
    }
    var log = var.resolve("hub.log");
    process =
        command.isEmpty()
            ? JavaProcess.start(log, settings, options, List.of(launcher))
            : JavaProcess.run(log, settings, command);
  }

  /** Kills it as the kernel does when memory runs out: no hook runs. */
  public void kill() {
    JavaProcess.kill(process);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public int port() {
    return port;
  }

  public int brokerPort() {
    return brokerPort;
  }

  public long pid() {
    return process.pid();
  }

  public HubClient client() {
    return new HubClient(port, shared());
  }

  private boolean ready() {
    if (!process.isAlive()) {
      throw new IllegalStateException("The hub did not start; see " + var.resolve("hub.log"));
    }
    return isReady();
  }

  /** Whether it says so itself. */
  public boolean isReady() {
    return shared().resolve("keys/staff.admin.key").toFile().exists()
        && client().get("staff.admin", "/actuator/health/readiness").status() == 200;
  }

  /** What it has in common with other nodes. */
  private Path shared() {
    return Path.of(environment.getOrDefault("BANCHENG_SHARED", var.toString()));
  }

  public static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      JavaProcess.stop(process);
    }
    if (process != null) {
      Leaks.log(var.resolve("hub.log"));
    }
  }
}
