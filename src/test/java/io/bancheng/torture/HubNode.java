package io.bancheng.torture;

import io.bancheng.harness.HubClient;
import io.bancheng.harness.RunningDatabase;
import io.bancheng.harness.RunningHub;
import io.bancheng.harness.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** One hub of several: its own files and directory, its own network to database and broker. */
final class HubNode implements AutoCloseable {
  private static final List<String> FILES = List.of("config", "mappings", "routes");

  private final String name;
  private final Path home;
  private final TcpProxy toDatabase;
  private final TcpProxy toBroker;
  private final RunningHub hub;
  private volatile boolean wanted = true;

  HubNode(String name, Path home, Cluster.Ground ground, Map<String, String> more)
      throws IOException {
    this.name = name;
    this.home = Files.createDirectories(home);
    this.toDatabase = new TcpProxy(ground.databasePort());
    this.toBroker = new TcpProxy(ground.broker().port());
    var environment = new HashMap<>(RunningDatabase.environment(ground.ledger()));
    environment.put(
        "SPRING_DATASOURCE_URL",
        ground.ledger().url().replace(":" + ground.databasePort(), ":" + toDatabase.port()));
    environment.putAll(ground.broker().environment());
    environment.put("SPRING_ARTEMIS_BROKER_URL", "tcp://127.0.0.1:" + toBroker.port());
    environment.put("BANCHENG_SHARED", ground.shared().toString());
    environment.put("BANCHENG_NODE", name);
    environment.put(Tampering.SWITCHES, home.toString());
    for (String files : FILES) {
      FileSystemUtils.copyRecursively(Path.of(files), home.resolve(files));
      environment.put("BANCHENG_" + files.toUpperCase(Locale.ROOT), "" + home.resolve(files));
    }
    Strangers.in(home.resolve("config"));
    environment.putAll(more);
    this.hub =
        new RunningHub(home, environment, "-Xmx" + ground.heap(), "-XX:TieredStopAtLevel=1")
            .by(BreakableHub.class);
  }

  RunningHub hub() {
    return hub;
  }

  HubClient client() {
    return hub.client();
  }

  TcpProxy toDatabase() {
    return toDatabase;
  }

  TcpProxy toBroker() {
    return toBroker;
  }

  Path home() {
    return home;
  }

  /** Whether it shall run: who is not wanted is not started again. */
  boolean wanted() {
    return wanted;
  }

  void want(boolean it) {
    wanted = it;
  }

  /** Sets one of the switches that {@link Tampering} looks at. */
  void turn(String name, String to) throws IOException {
    Path draft = home.resolve(name + ".draft");
    Files.writeString(draft, to);
    Files.move(
        draft,
        home.resolve(name),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public void close() throws IOException {
    hub.close();
    toDatabase.close();
    toBroker.close();
  }
}
