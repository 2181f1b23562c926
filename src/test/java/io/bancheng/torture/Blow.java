package io.bancheng.torture;

import java.util.EnumSet;
import java.util.Set;

/** Every kind of fault that the torture knows. */
enum Blow {
  /** kill -9 of one hub. */
  HUB_KILLED(Victim.HUB),
  /** kill -9 of all hubs at once. */
  HUBS_KILLED(Victim.ALL),
  /** One hub dies between handing letters over and noting it, while the broker comes and goes. */
  HUB_KILLED_IN_STEP(Victim.ALL),
  /** SIGSTOP of one hub, then it goes on as if nothing had been. */
  HUB_FROZEN(Victim.HUB),
  /** The same, while it holds an assignment that nobody else can hand over meanwhile. */
  HUB_FROZEN_HOLDING(Victim.HUB),
  /** The same, while it holds letters that it has handed over and not yet noted. */
  HUB_FROZEN_IN_STEP(Victim.HUB),
  /** SIGTERM of one hub, then it is started again. */
  HUB_STOPPED(Victim.HUB),
  /** One hub can reach neither database nor broker. */
  HUB_CUT_OFF(Victim.HUB),
  /** kill -9 of the broker. */
  BROKER_KILLED(Victim.ALL),
  /** The broker is ended in order and started again. */
  BROKER_STOPPED(Victim.ALL),
  /** SIGSTOP of the broker. */
  BROKER_FROZEN(Victim.ALL),
  /** kill -9 of the broker with what lies there unread; its disk is empty when it comes back. */
  BROKER_WIPED(Victim.ALL),
  /** Every connection to the broker is reset. */
  BROKER_CUT(Victim.ALL),
  /** Nothing goes to the broker or comes from it, and nobody is told. */
  BROKER_SILENT(Victim.ALL),
  /** The way to the broker is slow. */
  BROKER_SLOW(Victim.ALL),
  /** kill -9 of PostgreSQL with all its children. */
  DATABASE_KILLED(Victim.ALL),
  /** Every session is ended by the server. */
  SESSIONS_ENDED(Victim.ALL),
  /** SIGSTOP of one of PostgreSQL's backends. */
  BACKEND_FROZEN(Victim.ALL),
  /** Somebody locks the table of cases. */
  TABLE_LOCKED(Victim.ALL),
  /** Every connection to PostgreSQL is reset. */
  DATABASE_CUT(Victim.ALL),
  /** A connection to PostgreSQL is reset in the middle of what it says. */
  DATABASE_CUT_IN_THE_MIDDLE(Victim.ALL),
  /** Nothing goes to PostgreSQL or comes from it, and nobody is told. */
  DATABASE_SILENT(Victim.ALL),
  /** The way to PostgreSQL is slow. */
  DATABASE_SLOW(Victim.ALL),
  /** PostgreSQL's disk is full; it needs a small disk of its own, for which one must be root. */
  DATABASE_DISK_FULL(Victim.ALL),
  /** The broker's disk is full; the same. */
  BROKER_DISK_FULL(Victim.ALL),
  /** A department reads nothing. */
  DEPARTMENT_DEAD(Victim.DEPARTMENT),
  /** A department takes a second for each message. */
  DEPARTMENT_SLOW(Victim.DEPARTMENT),
  /** A department says what nobody can read. */
  DEPARTMENT_BABBLES(Victim.DEPARTMENT),
  /** Bombs and rubbish come by the channel's entrance. */
  HOSTILE_MESSAGES(Victim.NOBODY),
  /** An operator saves a changed file on one node. */
  FILE_SAVED(Victim.NOBODY),
  /** One hub's clock jumps by an hour, forwards or back. */
  CLOCK_WRONG(Victim.NOBODY);

  /** Whose work may wait while it lasts. */
  enum Victim {
    HUB,
    ALL,
    DEPARTMENT,
    NOBODY
  }

  private final Victim victim;

  Blow(Victim victim) {
    this.victim = victim;
  }

  /** Whether everybody's work may wait while it lasts. */
  boolean stopsAll() {
    return victim == Victim.ALL;
  }

  /** Whether it falls on one hub, and others may take its work over. */
  boolean ofHub() {
    return victim == Victim.HUB;
  }

  boolean ofDepartment() {
    return victim == Victim.DEPARTMENT;
  }

  /** Whether it needs small disks. */
  boolean ofDisk() {
    return name().endsWith("_DISK_FULL");
  }

  /** Those that anybody can play. */
  static Set<Blow> all() {
    var all = EnumSet.allOf(Blow.class);
    all.removeIf(Blow::ofDisk);
    return all;
  }
}
