package io.bancheng.torture;

import io.bancheng.embedded.DatabaseAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.springframework.util.FileSystemUtils;

/** One run: a cluster, its senders and departments, the faults, and what came of it. */
final class Campaign {
  private final Plan plan;
  private final Trouble trouble;
  private final ExecutorService threads = Executors.newCachedThreadPool(Campaign::daemon);

  /** What is done to the cluster while the load goes on. */
  interface Trouble {
    void make(Cast cast, BooleanSupplier over) throws Exception;
  }

  Campaign(Plan plan) {
    this(plan, (cast, over) -> cast.faults().run(over));
  }

  Campaign(Plan plan, Trouble trouble) {
    this.plan = plan;
    this.trouble = trouble;
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "campaign");
    thread.setDaemon(true);
    return thread;
  }

  /** Everything that takes part. */
  record Cast(
      Cluster cluster,
      List<DepartmentSystem> departments,
      Reporters reporters,
      Hotline hotline,
      Strangers strangers,
      Faults faults) {}

  /** Plays it, and gives what was found. */
  Findings run() throws Exception {
    FileSystemUtils.deleteRecursively(plan.home());
    Files.createDirectories(plan.home());
    System.out.printf("torture: seed %d, %d hubs%n", plan.seed(), plan.hubs());
    try (var cluster = new Cluster(plan.home(), plan)) {
      return play(cast(cluster));
    } finally {
      threads.shutdownNow();
    }
  }

  private Cast cast(Cluster cluster) throws IOException {
    int broker = cluster.broker().port();
    var departments = departments(broker);
    var reporters = new Reporters(broker, plan.home());
    var clients = cluster.nodes().stream().map(HubNode::client).toList();
    var hotline = new Hotline(clients, plan.load(), plan.home());
    var striker = new Striker(cluster, departments, new Random(plan.seed() * 7 + 1));
    var probe = new Probe(hotline, departments);
    var faults = new Faults(cluster, striker, probe, plan);
    var strangers = new Strangers(clients, hotline);
    return new Cast(cluster, departments, reporters, hotline, strangers, faults);
  }

  private Findings play(Cast cast) throws Exception {
    long begin = System.currentTimeMillis();
    cast.departments().forEach(threads::execute);
    threads.execute(cast.reporters());
    threads.execute(cast.strangers());
    int many = plan.load().senders();
    var senders = Executors.newFixedThreadPool(many, Campaign::daemon);
    for (int i = 0; i < many; i++) {
      senders.execute(cast.hotline().sender(i, plan.seed() * 31 + i));
    }
    long end = begin + plan.seconds() * 1000;
    trouble.make(
        cast,
        () ->
            System.currentTimeMillis() > end
                && cast.hotline().accepted.get() >= plan.load().cases());
    long calm = System.currentTimeMillis();
    cast.hotline().stop(plan.patience() * 1000);
    senders.shutdown();
    while (!senders.isTerminated() || open(cast.cluster().ledger()) > 0) {
      cast.faults().watch(500);
      if (System.currentTimeMillis() - calm > plan.patience() * 1000) {
        break;
      }
    }
    long settled = System.currentTimeMillis();
    // repeats may still be on their way: let them arrive before the books are closed
    cast.faults().watch(3_000);
    cast.departments().forEach(DepartmentSystem::stop);
    cast.reporters().stop();
    cast.strangers().stop();
    return Findings.of(plan, cast, new Findings.Times(begin, calm, settled));
  }

  private List<DepartmentSystem> departments(int brokerPort) throws IOException {
    var departments = new ArrayList<DepartmentSystem>();
    for (String id : DepartmentSystem.all()) {
      departments.add(
          new DepartmentSystem(
              id, DepartmentSystem.url(brokerPort), plan.seed() + id.hashCode(), plan.home()));
    }
    return departments;
  }

  /** What is not at its end; something, while nobody can be asked. */
  private static int open(DatabaseAccess ledger) {
    try (var books = new LedgerBooks(ledger)) {
      return books.open() + books.owed() + books.waiting();
    } catch (SQLException | RuntimeException e) {
      return 1;
    }
  }
}
