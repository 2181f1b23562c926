package io.bancheng.torture;

import io.bancheng.embedded.DatabaseAccess;
import io.bancheng.harness.Quiet;
import io.bancheng.harness.RunningBroker;
import io.bancheng.harness.RunningDatabase;
import io.bancheng.harness.RunningHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * Torture: a hub, a real PostgreSQL and a real Artemis, each in a process of its own, all killed at
 * random under load; afterwards a checker compares what everybody wrote down.
 *
 * <p>{@code mvn -Ptorture verify -Dseconds=120 -Dseed=1 -Drate=20}; ends with 1 if a promise was
 * broken.
 */
public final class Torture {
  private static final int SENDERS = 4;
  private static final long PATIENCE_MILLIS = 180_000;

  private final long seed;
  private final long seconds;
  private final int rate;
  private final Path home;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private Torture(long seed, long seconds, int rate, Path home) {
    this.seed = seed;
    this.seconds = seconds;
    this.rate = rate;
    this.home = home;
  }

  public static void main(String[] args) throws Exception {
    Quiet.logs();
    long seed = Long.getLong("seed", 0);
    var torture =
        new Torture(
            seed == 0 ? new Random().nextInt(1, 1_000_000) : seed,
            Long.getLong("seconds", 120),
            Integer.getInteger("rate", 20),
            Path.of("target", "torture").toAbsolutePath());
    System.exit(torture.run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    FileSystemUtils.deleteRecursively(home);
    Files.createDirectories(home.resolve("hub"));
    System.out.printf("torture: seed %d, %d s of faults%n", seed, seconds);
    try (var database = new RunningDatabase(home.resolve("database"));
        var broker = new RunningBroker(home.resolve("broker")).start()) {
      var ledger = database.create("hub");
      var environment = new HashMap<>(RunningDatabase.environment(ledger));
      environment.putAll(broker.environment());
      try (var hub = new RunningHub(home.resolve("hub"), environment, "-Xmx512m").start()) {
        return torture(hub, broker, database, ledger);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean torture(
      RunningHub hub, RunningBroker broker, RunningDatabase database, DatabaseAccess ledger)
      throws Exception {
    var departments = departments(broker.port());
    departments.forEach(threads::execute);
    var hotline = new Hotline(hub.client(), SENDERS, rate, home);
    var senders = Executors.newFixedThreadPool(SENDERS);
    for (int i = 0; i < SENDERS; i++) {
      senders.execute(hotline.sender(i, seed * 31 + i));
    }
    var faults = new Faults(hub, broker, database, seed);
    faults.run(seconds);

    hotline.stop(PATIENCE_MILLIS);
    senders.shutdown();
    long calm = System.nanoTime();
    while (!senders.isTerminated() || open(ledger) > 0) {
      faults.watch(500);
      if (System.nanoTime() - calm > PATIENCE_MILLIS * 1_000_000) {
        break;
      }
    }
    long settled = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - calm);
    // repeats may still be on their way: let them arrive before the books are closed
    faults.watch(3_000);
    departments.forEach(DepartmentSystem::stop);
    return report(new Run(hotline, departments, faults, settled), ledger);
  }

  private record Run(
      Hotline hotline, List<DepartmentSystem> departments, Faults faults, long settled) {}

  private boolean report(Run run, DatabaseAccess ledger) throws Exception {
    Evidence evidence;
    Map<String, Integer> parked;
    try (var books = new LedgerBooks(ledger)) {
      var hotline = run.hotline();
      Set<String> answered = new HashSet<>();
      var deliveries = new ArrayList<Evidence.Delivery>();
      for (var department : run.departments()) {
        answered.addAll(department.answered());
        deliveries.addAll(department.deliveries());
      }
      evidence =
          new Evidence(
              hotline.sent(),
              hotline.receipts(),
              hotline.refusals(),
              books.cases(),
              books.assignments(),
              deliveries,
              answered,
              books.repliesTaken());
      parked = books.parked();
    }
    var violations = Checker.check(evidence);
    var hotline = run.hotline();
    var report =
        new TortureReport(seed, seconds)
            .count("kills of the hub", run.faults().kills().get(Faults.Victim.HUB))
            .count("kills of the broker", run.faults().kills().get(Faults.Victim.BROKER))
            .count("kills of the database", run.faults().kills().get(Faults.Victim.DATABASE))
            .count("hubs that ended by themselves, started again", run.faults().restarts())
            .count("orders accepted", hotline.accepted.get())
            .count("requests it took", hotline.tries.get())
            .count("replays", hotline.replays.get())
            .count("conflicting texts", hotline.conflicts.get())
            .count("cases in the ledger", evidence.cases().size())
            .count("assignments in the ledger", evidence.assignments().size())
            .count("assignments read by departments", evidence.deliveries().size())
            .count(
                "of these repeats, ignored",
                (int) evidence.deliveries().stream().filter(d -> !d.effect()).count())
            .count(
                "replies sent",
                run.departments().stream().mapToInt(DepartmentSystem::repliesSent).sum())
            .count("replies in the ledger", evidence.taken().size())
            .count("seconds to settle after the last fault", (int) run.settled());
    parked.forEach((kind, n) -> report.count("parked: " + kind, n));
    report.write(home, violations);
    return violations.isEmpty();
  }

  private List<DepartmentSystem> departments(int brokerPort) throws IOException {
    var departments = new ArrayList<DepartmentSystem>();
    try (var files = Files.list(Path.of("config/departments"))) {
      for (Path file : files.sorted().toList()) {
        String id = file.getFileName().toString().replace(".yaml", "").replace('-', '.');
        departments.add(new DepartmentSystem(id, brokerPort, seed + id.hashCode(), home));
      }
    }
    return departments;
  }

  private static int open(DatabaseAccess ledger) {
    try (var books = new LedgerBooks(ledger)) {
      return books.open();
    } catch (SQLException | RuntimeException e) {
      return 1;
    }
  }
}
