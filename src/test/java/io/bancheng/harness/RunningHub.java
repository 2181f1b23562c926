package io.bancheng.harness;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
  private Process process;

  public RunningHub(Path var, Map<String, String> environment, String... options) {
    this.var = var;
    this.port = freePort();
    this.brokerPort = freePort();
    this.environment = environment;
    this.options = List.of(options);
  }

  /** Starts the process and waits until it says it is ready. */
  public RunningHub start() throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.bancheng.HubApplication");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(var.resolve("hub.log").toFile()));
    builder.environment().put("SERVER_PORT", String.valueOf(port));
    builder.environment().put("BANCHENG_BROKER_PORT", String.valueOf(brokerPort));
    builder.environment().put("BANCHENG_VAR", var.toString());
    builder.environment().put("BANCHENG_SAMPLES", "false");
    builder.environment().putAll(environment);
    process = builder.start();
    Awaitility.await().atMost(Duration.ofSeconds(90)).until(this::ready);
    return this;
  }

  /** Kills it as the kernel does when memory runs out: no hook runs. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
    return new HubClient(port, var);
  }

  private boolean ready() {
    if (!process.isAlive()) {
      throw new IllegalStateException("The hub did not start; see " + var.resolve("hub.log"));
    }
    return var.resolve("keys/staff.admin.key").toFile().exists()
        && client().get("staff.admin", "/actuator/health/readiness").status() == 200;
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
      process.destroy();
      try {
        if (!process.waitFor(30, java.util.concurrent.TimeUnit.SECONDS)) {
          kill();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
