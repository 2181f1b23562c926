package io.bancheng.harness;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** An external Artemis in a process of its own; it can be killed and comes back on its data. */
public final class RunningBroker implements AutoCloseable {
  private final Path home;
  private final int port = RunningHub.freePort();
  private Process process;

  public RunningBroker(Path home) throws IOException {
    this.home = Files.createDirectories(home);
  }

  public RunningBroker start() throws IOException {
    launch();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::listens);
    return this;
  }

  /** Starts the process and does not wait for it. */
  public void launch() throws IOException {
    var main = List.of(BrokerProcess.class.getName(), String.valueOf(port), home.toString());
    process = JavaProcess.start(home.resolve("broker.log"), Map.of(), List.of("-Xmx512m"), main);
  }

  public void kill() {
    JavaProcess.kill(process);
  }

  public Path home() {
    return home;
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  /** For clients of the CORE protocol, as the hub. */
  public String coreUrl() {
    return "tcp://127.0.0.1:" + port;
  }

  /** What makes a hub use this broker. */
  public Map<String, String> environment() {
    return Map.of(
        "SPRING_ARTEMIS_MODE", "native",
        "SPRING_ARTEMIS_BROKER_URL", coreUrl(),
        "SPRING_ARTEMIS_USER", "hub",
        "SPRING_ARTEMIS_PASSWORD", "hub");
  }

  /** How many messages it gave up on, in all its lives; of each all but the last second. */
  public long thrownAway() throws IOException {
    long all = 0;
    try (var counts = Files.newDirectoryStream(home, BrokerProcess.THROWN_AWAY + "*")) {
      for (Path count : counts) {
        all += Long.parseLong(Files.readString(count));
      }
    }
    return all;
  }

  public boolean listens() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (process != null) {
      JavaProcess.stop(process);
    }
  }
}
