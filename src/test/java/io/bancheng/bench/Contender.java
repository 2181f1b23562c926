package io.bancheng.bench;

import io.bancheng.harness.RunningBroker;
import io.bancheng.harness.RunningDatabase;
import java.sql.SQLException;
import java.util.List;

/** One of the two that are compared, and everything its work is measured by. */
final class Contender {
  private static final long DRAIN_NANOS = 60_000_000_000L;
  private static final long STATISTICS_MILLIS = 1_100;

  private final String name;
  private final long pid;
  private final KeepAlive.Target target;
  private final Drain drain;
  private final Servers servers;
  private long accepted;

  /** What both use. */
  record Servers(RunningDatabase database, RunningBroker broker) {}

  /** How far everything had counted. */
  private record Meters(
      double own, double database, double broker, long commits, long syncs, long wal) {}

  Contender(String name, long pid, KeepAlive.Target target, Drain drain, Servers servers) {
    this.name = name;
    this.pid = pid;
    this.target = target;
    this.drain = drain;
    this.servers = servers;
  }

  String name() {
    return name;
  }

  long accepted() {
    return accepted;
  }

  long arrived() {
    return drain.counted();
  }

  long residentMib() {
    return CpuTime.residentMib(pid);
  }

  /** Pushes for that long and waits until everything accepted has been read from its queue. */
  Round round(int connections, double seconds) throws Exception {
    var before = meters();
    var load = Load.push(target, connections, seconds);
    long cases = load.nanos().length;
    accepted += cases;
    long stopped = System.nanoTime();
    while (drain.counted() < accepted && System.nanoTime() - stopped < DRAIN_NANOS) {
      Thread.sleep(2);
    }
    double last = (System.nanoTime() - stopped) / 1e6;
    Thread.sleep(STATISTICS_MILLIS);
    var after = meters();
    double n = Math.max(1, cases);
    return new Round(
        name,
        connections,
        cases,
        load.failures(),
        cases / load.seconds(),
        load.millis(0.50),
        load.millis(0.95),
        load.millis(0.99),
        last,
        (after.own() - before.own()) / n,
        (after.database() - before.database()) / n,
        (after.broker() - before.broker()) / n,
        (after.commits() - before.commits()) / n,
        (after.syncs() - before.syncs()) / n,
        (after.wal() - before.wal()) / n);
  }

  private Meters meters() throws SQLException {
    return new Meters(
        CpuTime.millis(ProcessHandle.of(pid).stream().toList()),
        CpuTime.millis(servers.database().processes()),
        CpuTime.millis(ProcessHandle.of(servers.broker().pid()).stream().toList()),
        ask("select xact_commit from pg_stat_database where datname = '" + name + "'"),
        ask("select wal_sync from pg_stat_wal"),
        ask("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"));
  }

  private long ask(String question) throws SQLException {
    try (var connection = servers.database().ask();
        var statement = connection.createStatement();
        var row = statement.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }

  static List<String> queues(int many, String prefix) {
    return java.util.stream.IntStream.range(0, many).mapToObj(i -> prefix + i).toList();
  }
}
