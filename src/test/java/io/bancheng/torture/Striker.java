package io.bancheng.torture;

import io.bancheng.harness.HubClient;
import io.bancheng.harness.RunningDatabase;
import io.bancheng.harness.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.springframework.util.FileSystemUtils;

/** Does one kind of harm to a cluster, and ends it. */
final class Striker {
  private static final String ENDING =
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'hub'";
  private static final String BACKENDS =
      "select pid from pg_stat_activity where datname = 'hub' order by random() limit 1";
  private static final List<String> RUBBISH =
      List.of(
          "[".repeat(100_000),
          "{\"data\":{\"orderCode\":1e999999999}}",
          "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\">]><x>&a;</x>",
          "{\"data\":\"" + "办".repeat(200_000) + "\"}",
          "\u0000\u0001${jndi:ldap://x}",
          "");

  private static final String UNANSWERED =
      " and state = 'S' and type = 'ASSIGNMENT_DISPATCHED' and acked_at is null";

  private static final int UNREAD = 5;
  private static final long UNREAD_MILLIS = 30_000;

  /** After that a department that shall be dead reads no more. */
  private static final long DYING_OUT_MILLIS = 1_500;

  private static final long DYING_NANOS = 20_000_000_000L;
  private static final long GATHERING_MILLIS = 4_000;

  private final Cluster cluster;
  private final List<DepartmentSystem> departments;
  private final Random random;
  private int saved;

  /** What ends the harm. */
  interface Healing {
    void heal() throws Exception;

    /** The department that suffers; empty if it is none. */
    default String victim() {
      return "";
    }
  }

  /** A department that is ill until then. */
  private record Cure(DepartmentSystem department) implements Healing {
    @Override
    public void heal() {
      department.become(DepartmentSystem.Habit.GOOD);
    }

    @Override
    public String victim() {
      return department.name();
    }
  }

  Striker(Cluster cluster, List<DepartmentSystem> departments, Random random) {
    this.cluster = cluster;
    this.departments = departments;
    this.random = random;
  }

  Healing strike(Blow blow) throws Exception {
    var node = cluster.nodes().get(random.nextInt(cluster.nodes().size()));
    return switch (blow) {
      case HUB_KILLED -> killed(List.of(node));
      case HUBS_KILLED -> killed(cluster.nodes());
      case HUB_KILLED_IN_STEP -> killedInStep(node);
      case HUB_FROZEN -> frozen(node.hub().pid());
      case HUB_FROZEN_HOLDING -> frozen(node, "before send to department.….cases");
      case HUB_FROZEN_IN_STEP -> frozen(node, "before commit of update outbox set state");
      case HUB_STOPPED -> stopped(node);
      case HUB_CUT_OFF ->
          network(List.of(node.toDatabase(), node.toBroker()), TcpProxy.Mode.SILENT, 0);
      case BROKER_KILLED -> brokerKilled(false);
      case BROKER_WIPED -> brokerWiped();
      case BROKER_STOPPED -> {
        cluster.broker().close();
        yield cluster.broker()::launch;
      }
      case BROKER_FROZEN -> frozen(cluster.broker().pid());
      case BROKER_CUT -> network(brokers(), TcpProxy.Mode.CUT, 0);
      case BROKER_SILENT -> network(brokers(), TcpProxy.Mode.SILENT, 0);
      case BROKER_SLOW -> network(brokers(), TcpProxy.Mode.SLOW, 50);
      case DATABASE_KILLED -> databaseKilled();
      case SESSIONS_ENDED -> sql(ENDING);
      case BACKEND_FROZEN -> backendFrozen();
      case TABLE_LOCKED -> locked();
      case DATABASE_CUT -> network(databases(), TcpProxy.Mode.CUT, 0);
      case DATABASE_CUT_IN_THE_MIDDLE ->
          network(databases(), TcpProxy.Mode.CUT_AFTER, random.nextInt(100_000));
      case DATABASE_SILENT -> network(databases(), TcpProxy.Mode.SILENT, 0);
      case DATABASE_SLOW -> network(databases(), TcpProxy.Mode.SLOW, 10);
      case DATABASE_DISK_FULL -> databaseDiskFull();
      case BROKER_DISK_FULL -> brokerDiskFull();
      case DEPARTMENT_DEAD -> habit(DepartmentSystem.Habit.DEAD);
      case DEPARTMENT_SLOW -> habit(DepartmentSystem.Habit.SLOW);
      case DEPARTMENT_BABBLES -> habit(DepartmentSystem.Habit.BABBLES);
      case HOSTILE_MESSAGES -> hostile(node.client());
      case FILE_SAVED -> saved(node);
      case CLOCK_WRONG -> {
        node.turn(Tampering.CLOCK, random.nextBoolean() ? "3600" : "-3600");
        yield () -> node.turn(Tampering.CLOCK, "");
      }
    };
  }

  private List<TcpProxy> brokers() {
    return cluster.nodes().stream().map(HubNode::toBroker).toList();
  }

  private List<TcpProxy> databases() {
    return cluster.nodes().stream().map(HubNode::toDatabase).toList();
  }

  private static Healing killed(List<HubNode> nodes) {
    nodes.forEach(node -> node.want(false));
    nodes.forEach(node -> node.hub().kill());
    return () -> {
      for (HubNode node : nodes) {
        node.hub().launch();
        node.want(true);
      }
    };
  }

  private static Healing frozen(long pid) {
    Signals.send(pid, "STOP");
    return () -> Signals.send(pid, "CONT");
  }

  /**
   * While the broker is cut off from all, letters gather. Then one hub hands them over and dies
   * before it notes that; more gather; then the others hand over both.
   */
  private Healing killedInStep(HubNode node) throws Exception {
    var cut = network(brokers(), TcpProxy.Mode.CUT, 0);
    return () -> {
      node.want(false);
      node.turn(Tampering.CRASH, "after broker's commit of letters");
      node.toBroker().heal();
      long end = System.nanoTime() + DYING_NANOS;
      while (node.hub().isAlive() && System.nanoTime() < end) {
        Thread.sleep(100);
      }
      node.turn(Tampering.CRASH, "");
      Thread.sleep(GATHERING_MILLIS);
      cut.heal();
      node.want(true);
    };
  }

  private static Healing frozen(HubNode node, String step) throws IOException {
    node.turn(Tampering.FREEZE, step);
    return () -> {
      node.turn(Tampering.FREEZE, "");
      Signals.send(node.hub().pid(), "CONT");
    };
  }

  private static Healing stopped(HubNode node) {
    node.want(false);
    node.hub().close();
    return () -> {
      node.hub().launch();
      node.want(true);
    };
  }

  private static Healing network(List<TcpProxy> ways, TcpProxy.Mode mode, long value) {
    ways.forEach(way -> way.set(mode, value));
    return () -> ways.forEach(TcpProxy::heal);
  }

  private Healing brokerKilled(boolean wiped) throws IOException {
    cluster.broker().kill();
    if (wiped) {
      for (String part : List.of("journal", "bindings", "paging", "large-messages")) {
        FileSystemUtils.deleteRecursively(cluster.broker().home().resolve(part));
      }
    }
    return cluster.broker()::launch;
  }

  /** First letters gather that nobody reads, so that the disk has something to lose. */
  private Healing brokerWiped() {
    departments.forEach(department -> department.become(DepartmentSystem.Habit.DEAD));
    long dead = System.currentTimeMillis() + DYING_OUT_MILLIS;
    return () -> {
      awaitUnread(dead);
      brokerKilled(true).heal();
      departments.forEach(department -> department.become(DepartmentSystem.Habit.GOOD));
    };
  }

  /** Until some letters lie there for certain, unless none come. */
  private void awaitUnread(long since) throws InterruptedException {
    long end = System.currentTimeMillis() + UNREAD_MILLIS;
    while (unread(since) < UNREAD && System.currentTimeMillis() < end) {
      Thread.sleep(200);
    }
  }

  private int unread(long since) {
    try (var session = RunningDatabase.connect(cluster.ledger());
        var asking =
            session.prepareStatement(
                "select count(*) from outbox where sent_at > ?" + UNANSWERED)) {
      asking.setTimestamp(1, new Timestamp(since));
      try (var found = asking.executeQuery()) {
        return found.next() ? found.getInt(1) : 0;
      }
    } catch (SQLException away) {
      return 0;
    }
  }

  private Healing databaseKilled() {
    cluster.database().kill();
    return this::revive;
  }

  private void revive() throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        cluster.database().revive();
        return;
      } catch (RuntimeException e) {
        if (attempt == 5) {
          throw e;
        }
        Thread.sleep(500);
      }
    }
  }

  /** It comes back by itself, or, where it could not even recover, when it is started again. */
  private Healing databaseDiskFull() throws IOException {
    var filler = SmallDisk.fill(cluster.database().home());
    return () -> {
      Files.delete(filler);
      revive();
    };
  }

  private Healing brokerDiskFull() throws IOException {
    var filler = SmallDisk.fill(cluster.broker().home());
    return () -> {
      Files.delete(filler);
      cluster.broker().kill();
      cluster.broker().launch();
    };
  }

  private Healing sql(String statement) throws SQLException {
    try (var session = cluster.database().ask();
        var asking = session.createStatement()) {
      asking.execute(statement);
    }
    return () -> {};
  }

  private Healing backendFrozen() throws SQLException {
    var pids = new ArrayList<Long>();
    try (var session = cluster.database().ask();
        var asking = session.createStatement();
        var found = asking.executeQuery(BACKENDS)) {
      while (found.next()) {
        pids.add(found.getLong(1));
      }
    }
    pids.forEach(pid -> Signals.send(pid, "STOP"));
    return () -> pids.forEach(pid -> Signals.send(pid, "CONT"));
  }

  private Healing locked() throws SQLException {
    Connection session = RunningDatabase.connect(cluster.ledger());
    session.setAutoCommit(false);
    try (var locking = session.createStatement()) {
      locking.execute("set lock_timeout = '5s'");
      locking.execute("lock table case_record in share row exclusive mode");
    }
    return session::close;
  }

  private Healing habit(DepartmentSystem.Habit habit) {
    var department = departments.get(random.nextInt(departments.size()));
    department.become(habit);
    return new Cure(department);
  }

  private Healing hostile(HubClient hub) {
    for (String rubbish : RUBBISH) {
      hub.push("hotline", rubbish);
    }
    return () -> {};
  }

  private Healing saved(HubNode node) throws IOException {
    Path file = node.home().resolve("config/deadlines.yaml");
    Files.writeString(file, "# edit " + ++saved + "\n", StandardOpenOption.APPEND);
    return () -> {};
  }
}
