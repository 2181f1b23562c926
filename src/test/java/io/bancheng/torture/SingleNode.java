package io.bancheng.torture;

import io.bancheng.embedded.EmbeddedDatabase;
import io.bancheng.harness.Quiet;
import io.bancheng.harness.RunningDatabase;
import io.bancheng.harness.RunningHub;
import io.bancheng.harness.SharedSecrets;
import io.bancheng.torture.Evidence.Beside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * One node as a newcomer has it, with PostgreSQL and Artemis of its own, killed under load in three
 * ways by turns: how soon it is ready again, how soon a new order is with its department, and
 * whether everything that was accepted is there.
 *
 * <p>{@code mvn -Ptorture verify -Dproof.main=io.bancheng.torture.SingleNode -Drounds=6}
 */
public final class SingleNode {
  private static final long BETWEEN_MILLIS = 5_000;

  private final Plan plan;
  private final Path var;
  private final RunningHub hub;
  private final List<DepartmentSystem> departments = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(SingleNode::daemon);

  /** What dies. */
  private enum End {
    /** The hub and the broker in it; PostgreSQL goes on. */
    HUB,
    /** PostgreSQL; the hub goes on and starts it again. */
    DATABASE,
    /** Everything at once, as when the power goes off. */
    BOTH
  }

  private SingleNode(Plan plan) {
    this.plan = plan;
    this.var = plan.home().resolve("var");
    this.hub = new RunningHub(var, Map.of(), "-Xmx" + plan.heap());
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "single-node");
    thread.setDaemon(true);
    return thread;
  }

  public static void main(String[] args) throws Exception {
    Quiet.logs();
    Path home = Path.of("target", "single-node").toAbsolutePath();
    FileSystemUtils.deleteRecursively(home);
    Files.createDirectories(home.resolve("var"));
    int rounds = Integer.getInteger("rounds", 0);
    var node = new SingleNode(Plan.given(home).calm(1));
    List<Violation> found;
    try {
      found = node.play(rounds == 0 ? 2 * End.values().length : rounds);
    } finally {
      node.hub.close();
    }
    System.exit(found.isEmpty() ? 0 : 1);
  }

  private List<Violation> play(int rounds) throws Exception {
    SharedSecrets.into(var);
    hub.start();
    connect();
    var hotline = new Hotline(List.of(hub.client()), plan.load(), plan.home());
    var senders = Executors.newFixedThreadPool(plan.load().senders(), SingleNode::daemon);
    for (int i = 0; i < plan.load().senders(); i++) {
      senders.execute(hotline.sender(i, plan.seed() * 31 + i));
    }
    var probe = new Probe(hotline, departments);
    var text =
        new StringBuilder("| killed | ready after s | delivers after s |\n|---|---:|---:|\n");
    for (int i = 0; i < rounds; i++) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
      text.append(round(End.values()[i % End.values().length], probe));
    }
    hotline.stop(plan.patience() * 1000);
    senders.shutdown();
    var found = Checker.check(settled(hotline, senders));
    text.append(
        "\naccepted %d, broken promises %d%n".formatted(hotline.accepted.get(), found.size()));
    found.forEach(violation -> text.append("* ").append(violation).append('\n'));
    Files.writeString(plan.home().resolve("report.md"), text);
    System.out.println(text);
    return found;
  }

  private void connect() throws IOException {
    for (String id : DepartmentSystem.all()) {
      String system = "department." + id;
      String url = DepartmentSystem.url(hub.brokerPort(), system, hub.client().secret(system));
      departments.add(new DepartmentSystem(id, url, plan.seed() + id.hashCode(), plan.home()));
    }
    departments.forEach(threads::execute);
  }

  private String round(End end, Probe probe) throws Exception {
    if (end != End.HUB) {
      RunningDatabase.processes(var).forEach(ProcessHandle::destroyForcibly);
    }
    if (end != End.DATABASE) {
      hub.kill();
      hub.launch();
    }
    var question = probe.ask();
    long begin = System.nanoTime();
    TimeUnit.MILLISECONDS.sleep(500);
    while (!hub.isReady()) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    double ready = (System.nanoTime() - begin) / 1e9;
    long delivers = probe.await(question, () -> {});
    return "| %s | %.1f | %.1f |%n".formatted(end, ready, delivers / 1000.0);
  }

  /** What everybody wrote down when nothing is open any more, or the patience is over. */
  private Evidence settled(Hotline hotline, ExecutorService senders) throws Exception {
    try (var books = new LedgerBooks(EmbeddedDatabase.below(var).orElseThrow())) {
      long end = System.currentTimeMillis() + plan.patience() * 1000;
      while (System.currentTimeMillis() < end
          && (!senders.isTerminated() || books.open() + books.owed() + books.waiting() > 0)) {
        TimeUnit.MILLISECONDS.sleep(500);
      }
      TimeUnit.MILLISECONDS.sleep(3_000);
      departments.forEach(DepartmentSystem::stop);
      var deliveries = new ArrayList<Evidence.Delivery>();
      var answered = new HashSet<String>();
      var outOfOrder = new ArrayList<String>();
      for (var department : departments) {
        deliveries.addAll(department.deliveries());
        answered.addAll(department.answered());
        outOfOrder.addAll(department.outOfOrder());
      }
      return new Evidence(
          hotline.sent(),
          hotline.receipts(),
          hotline.refusals(),
          books.cases(),
          books.assignments(),
          deliveries,
          answered,
          books.repliesTaken(),
          beside(books, outOfOrder),
          Evidence.Watched.NOTHING);
    }
  }

  private static Beside beside(LedgerBooks books, List<String> outOfOrder) {
    return new Beside(
        List.of(),
        outOfOrder,
        Set.of(),
        List.of(),
        books.owed(),
        books.unanswered(),
        books.waiting(),
        books.overlooked(),
        List.of(),
        List.of(),
        List.of());
  }
}
