package io.bancheng.torture;

import io.bancheng.embedded.DatabaseAccess;
import io.bancheng.harness.RunningBroker;
import io.bancheng.harness.RunningDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A PostgreSQL, an Artemis and some hubs, each in a process of its own. */
final class Cluster implements AutoCloseable {
  private static final String DISK = "300m";

  private final RunningDatabase database;
  private final Ground ground;
  private final List<HubNode> nodes = new ArrayList<>();
  private final List<SmallDisk> disks = new ArrayList<>();

  /**
   * What all hubs stand on.
   *
   * @param shared the folder they have in common
   * @param heap of each hub, e.g. {@code 384m}
   */
  record Ground(DatabaseAccess ledger, RunningBroker broker, Path shared, String heap) {
    int databasePort() {
      return URI.create(ledger.url().substring("jdbc:".length())).getPort();
    }
  }

  /** Starts everything and waits until all hubs are ready. */
  Cluster(Path home, Plan plan) throws IOException, SQLException {
    if (plan.blows().stream().anyMatch(Blow::ofDisk)) {
      disks.add(SmallDisk.at(home.resolve("database"), DISK));
      disks.add(SmallDisk.at(home.resolve("broker"), DISK));
    }
    this.database = new RunningDatabase(home.resolve("database"));
    var broker = new RunningBroker(home.resolve("broker")).start();
    this.ground =
        new Ground(
            database.create("hub"),
            broker,
            Files.createDirectories(home.resolve("shared")),
            plan.heap());
    try {
      for (String setting : plan.rule().map(Mutant::server).orElse(List.of())) {
        try (var session = database.ask();
            var asking = session.createStatement()) {
          asking.execute(setting);
        }
      }
      start(home, plan);
    } catch (IOException | SQLException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void start(Path home, Plan plan) throws IOException {
    for (int i = 1; i <= plan.hubs(); i++) {
      var node = new HubNode("node-" + i, home.resolve("node-" + i), ground, plan.environment());
      nodes.add(node);
      node.hub().launch();
      if (i == 1) {
        awaitReady(node); // the first one makes the keys
      }
    }
    nodes.forEach(Cluster::awaitReady);
  }

  private static void awaitReady(HubNode node) {
    Awaitility.await(node + " is ready")
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> node.hub().isReady());
  }

  List<HubNode> nodes() {
    return nodes;
  }

  RunningBroker broker() {
    return ground.broker();
  }

  RunningDatabase database() {
    return database;
  }

  DatabaseAccess ledger() {
    return ground.ledger();
  }

  /** Starts again what ended by itself and should run, as a supervisor of processes would. */
  int supervise() throws IOException {
    int started = 0;
    for (HubNode node : nodes) {
      if (node.wanted() && !node.hub().isAlive()) {
        node.hub().launch();
        started++;
      }
    }
    return started;
  }

  @Override
  public void close() throws IOException {
    for (HubNode node : nodes) {
      node.want(false);
      Signals.send(node.hub().pid(), "CONT");
      node.close();
    }
    Signals.send(ground.broker().pid(), "CONT");
    ground.broker().close();
    database.close();
    for (SmallDisk disk : disks) {
      disk.close();
    }
  }
}
