package io.bancheng.torture;

import io.bancheng.harness.RunningBroker;
import io.bancheng.harness.RunningDatabase;
import io.bancheng.harness.RunningHub;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Kills the hub, the broker and the database with {@code kill -9}, one every few seconds, and
 * starts each again, as a supervisor of processes would.
 */
final class Faults {
  enum Victim {
    HUB,
    BROKER,
    DATABASE
  }

  private static final int SHORTEST_MILLIS = 3_000;
  private static final int LONGEST_MILLIS = 8_000;
  private static final int LONGEST_AWAY_MILLIS = 2_000;
  private static final double KILL_WHILE_STARTING = 0.2;

  private final RunningHub hub;
  private final RunningBroker broker;
  private final RunningDatabase database;
  private final Random random;
  private final Map<Victim, Integer> kills = new EnumMap<>(Victim.class);
  private int restarts;

  Faults(RunningHub hub, RunningBroker broker, RunningDatabase database, long seed) {
    this.hub = hub;
    this.broker = broker;
    this.database = database;
    this.random = new Random(seed);
    for (Victim victim : Victim.values()) {
      kills.put(victim, 0);
    }
  }

  /** Kills for that long; afterwards everything runs or is starting. */
  void run(long seconds) throws IOException, InterruptedException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < end) {
      watch(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
      kill(Victim.values()[random.nextInt(Victim.values().length)]);
    }
  }

  /** Waits, and starts a hub again that gave up because its database was away. */
  void watch(long millis) throws IOException, InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      if (!hub.isAlive()) {
        restarts++;
        hub.launch();
      }
      Thread.sleep(200);
    }
  }

  Map<Victim, Integer> kills() {
    return kills;
  }

  /** How often a hub had ended by itself. */
  int restarts() {
    return restarts;
  }

  private void kill(Victim victim) throws IOException, InterruptedException {
    if (victim == Victim.HUB && !hub.isReady() && random.nextDouble() > KILL_WHILE_STARTING) {
      kill(random.nextBoolean() ? Victim.BROKER : Victim.DATABASE);
      return;
    }
    kills.merge(victim, 1, Integer::sum);
    System.out.println("kill -9 " + victim);
    switch (victim) {
      case HUB -> hub.kill();
      case BROKER -> broker.kill();
      case DATABASE -> database.kill();
    }
    Thread.sleep(random.nextInt(LONGEST_AWAY_MILLIS));
    switch (victim) {
      case HUB -> hub.launch();
      case BROKER -> broker.launch();
      case DATABASE -> revive();
    }
  }

  private void revive() throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        database.revive();
        return;
      } catch (RuntimeException e) {
        if (attempt == 5) {
          throw e;
        }
        Thread.sleep(500);
      }
    }
  }
}
