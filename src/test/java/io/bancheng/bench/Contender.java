package io.bancheng.bench;

import io.bancheng.harness.RunningBroker;
import io.bancheng.harness.RunningDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** One of those that are compared, and everything its work is measured by. */
final class Contender implements AutoCloseable {
  private static final long PATIENCE_NANOS = 300_000_000_000L;
  private static final long STATISTICS_MILLIS = 1_100;

  private final String name;
  private final Place place;
  private final LongSupplier arrived;
  private final AutoCloseable end;
  private final Allocated allocated;
  private long accepted;
  private final Map<String, Long> refused = new TreeMap<>();

  /** What all use. */
  record Servers(RunningDatabase database, RunningBroker broker, Generator generator) {}

  /** Where it runs. */
  record Place(long pid, KeepAlive.Target target, String database, Servers servers) {}

  /** How far everything had counted. */
  private record Meters(
      double own, double database, double broker, long commits, long syncs, long wal, long memory) {
    Round.Costs since(Meters before, double cases) {
      double n = Math.max(1, cases);
      return new Round.Costs(
          (own - before.own) / n,
          (database - before.database) / n,
          (broker - before.broker) / n,
          (commits - before.commits) / n,
          (syncs - before.syncs) / n,
          (wal - before.wal) / n,
          (memory - before.memory) / n);
    }
  }

  /**
   * A contender.
   *
   * @param arrived how many cases are where they have to be
   * @param end stops it and whatever counts
   */
  Contender(String name, Place place, LongSupplier arrived, AutoCloseable end) throws Exception {
    this.name = name;
    this.place = place;
    this.arrived = arrived;
    this.end = end;
    this.allocated = new Allocated(place.pid());
  }

  String name() {
    return name;
  }

  KeepAlive.Target target() {
    return place.target();
  }

  String database() {
    return place.database();
  }

  long accepted() {
    return accepted;
  }

  /** How often each status other than 201 was the answer. */
  Map<String, Long> refused() {
    return refused;
  }

  long arrived() {
    return arrived.getAsLong();
  }

  long residentMib() {
    return CpuTime.residentMib(place.pid());
  }

  /** What is done in a round: brings cases in, and says how that went. */
  interface Work {
    Load.Result run() throws Exception;
  }

  /** Pushes for that long and waits until everything accepted is where it has to be. */
  Round push(String scenario, Load.Job job) throws Exception {
    return round(scenario, job.connections(), () -> place.servers().generator().push(job));
  }

  /** Works, and waits until everything accepted is where it has to be. */
  Round round(String scenario, int connections, Work work) throws Exception {
    var before = meters();
    var load = work.run();
    accepted += load.cases();
    load.refused().forEach((status, times) -> refused.merge(status, times, Long::sum));
    double last = await();
    Thread.sleep(STATISTICS_MILLIS);
    return new Round(
        scenario,
        name,
        connections,
        load.cases(),
        load.failures(),
        load.seconds() == 0 ? 0 : load.cases() / load.seconds(),
        load.cases() / (load.seconds() + last / 1e3),
        load.p50(),
        load.p95(),
        load.p99(),
        load.p999(),
        last,
        meters().since(before, load.cases()));
  }

  /** Milliseconds until everything accepted is where it has to be. */
  private double await() throws InterruptedException {
    long stopped = System.nanoTime();
    while (arrived() < accepted && System.nanoTime() - stopped < PATIENCE_NANOS) {
      Thread.sleep(5);
    }
    return (System.nanoTime() - stopped) / 1e6;
  }

  private Meters meters() throws SQLException {
    var servers = place.servers();
    return new Meters(
        CpuTime.millis(ProcessHandle.of(place.pid()).stream().toList()),
        CpuTime.millis(servers.database().processes()),
        CpuTime.millis(ProcessHandle.of(servers.broker().pid()).stream().toList()),
        ask("select xact_commit from pg_stat_database where datname = '" + place.database() + "'"),
        ask("select wal_sync from pg_stat_wal"),
        ask("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"),
        allocated.bytes());
  }

  private long ask(String question) throws SQLException {
    try (var connection = place.servers().database().ask();
        var statement = connection.createStatement();
        var row = statement.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }

  static List<String> queues(int many, String prefix) {
    return java.util.stream.IntStream.range(0, many).mapToObj(i -> prefix + i).toList();
  }

  @Override
  public void close() {
    allocated.close();
    try {
      end.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
