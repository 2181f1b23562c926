package io.bancheng.relay;

import io.bancheng.ledger.Outbox;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Carries the outbox to the broker. Addresses that can be reached share a line and a transaction;
 * one that cannot has its own line and its own back-off, and so delays no other. A letter is marked
 * as sent only after the broker has it.
 */
public final class Relay implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final int BATCH = 200;
  private static final int WORKERS = 8;
  private static final long LOOK_MILLIS = 200;

  /** So long may a letter wait after its address can be reached again. */
  private static final long LONGEST_WAIT_MILLIS = 10_000;

  private static final int LOST_AT_ONCE = 10_000;
  private static final String EPOCH = "epoch";

  /** Names the line that all share who can be reached. */
  private static final String TOGETHER = "everybody";

  private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long SWEEP_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long TURN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Outbox outbox;
  private final BrokerLink broker;
  private final Clock clock;
  private final Supplier<Set<String>> held;
  private final Semaphore bell = new Semaphore(0);
  private final Map<String, Line> lines = new ConcurrentHashMap<>();
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final Map<String, BackOff> backOffs = new ConcurrentHashMap<>();
  private volatile boolean running;
  private ExecutorService threads;

  /** The latest epoch that the broker was reached in, 0 before the first. */
  private volatile long epoch;

  /** The epoch for which everything of earlier ones is owed again; no letter goes before that. */
  private volatile long swept;

  private long askedAt = System.nanoTime() - ASK_NANOS;
  private long sweptAt = System.nanoTime();

  private record BackOff(int failures, Instant until) {}

  /**
   * A relay.
   *
   * @param held addresses whose letters stay in the outbox, as they are now
   */
  public Relay(Outbox outbox, BrokerLink broker, Clock clock, Supplier<Set<String>> held) {
    this.outbox = outbox;
    this.broker = broker;
    this.clock = clock;
    this.held = held;
    outbox.onWake(this::ring);
  }

  @Override
  public void start() {
    running = true;
    threads = Executors.newFixedThreadPool(WORKERS + 1, named());
    threads.execute(this::look);
  }

  @Override
  public void stop() {
    running = false;
    ring();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lines.values().forEach(Line::close);
    lines.clear();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void ring() {
    if (bell.availablePermits() == 0) {
      bell.release();
    }
  }

  /** Looks for addresses with something to send, when told to and at least every so often. */
  private void look() {
    while (running) {
      try {
        bell.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        bell.drainPermits();
        var now = clock.instant();
        var staying = held.get();
        lookForLost(now);
        var owed =
            outbox.addresses().stream()
                .filter(address -> !staying.contains(address))
                .filter(address -> due(address, now))
                .filter(busy::add)
                .collect(Collectors.partitioningBy(backOffs::containsKey));
        owed.get(true).forEach(this::carryApart);
        carryTogether(owed.get(false));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.warn("the outbox cannot be read, trying again: {}", e.toString());
      }
    }
  }

  /**
   * What went down with the broker's disk is owed again; once a minute also what a relay, stopped
   * in the middle, marked as sent after that.
   */
  private void lookForLost(Instant now) {
    long ticks = System.nanoTime();
    if (ticks - askedAt > ASK_NANOS && busy.add(EPOCH)) {
      askedAt = ticks;
      threads.execute(this::ask);
    }
    long reached = epoch;
    if (swept < reached || ticks - sweptAt > SWEEP_NANOS) {
      sweptAt = ticks;
      while (running && outbox.lostWithBroker(reached, now, LOST_AT_ONCE) > 0) {
        // there may be more
      }
      swept = reached;
    }
  }

  /** A broker may have lost its disk while there was nothing to send. */
  private void ask() {
    try (var connection = broker.factory().createConnection()) {
      if (epoch == 0) {
        promises(connection);
      }
      reached(broker.epoch(connection));
    } catch (JMSException | RuntimeException e) {
      LOG.debug("the broker cannot be asked for its epoch: {}", e.toString());
    } finally {
      busy.remove(EPOCH);
    }
  }

  /** Asked once: a broker that forgets what it confirmed is worse than one that is away. */
  private static void promises(Connection connection) {
    try {
      var broken = BrokerPromises.broken(connection);
      if (!broken.isEmpty()) {
        LOG.error(
            "The broker may lose what it has confirmed. Set in its broker.xml to true: {}", broken);
      }
    } catch (JMSException e) {
      LOG.info("the broker does not say whether it keeps what it confirms: {}", e.getMessage());
    }
  }

  /** Lines that were opened earlier are lines to a broker that is gone. */
  private synchronized void reached(long latest) {
    if (latest > epoch) {
      epoch = latest;
      lines.values().removeIf(old -> old.epoch() < epoch && closed(old));
    }
  }

  private static boolean closed(Line line) {
    line.close();
    return true;
  }

  private boolean due(String address, Instant now) {
    var backOff = backOffs.get(address);
    return backOff == null || !now.isBefore(backOff.until());
  }

  private void carryApart(String address) {
    threads.execute(() -> carry(address));
  }

  /**
   * To all addresses that can be reached, by one line and in one transaction, for a second at most:
   * who is owed something since then does not wait until a long backlog of another is gone. What
   * fails together is carried to each by itself, so that it shows which of them cannot be reached.
   */
  private void carryTogether(List<String> addresses) {
    if (addresses.isEmpty()) {
      return;
    }
    try {
      long end = System.nanoTime() + TURN_NANOS;
      boolean more = true;
      while (running && more && System.nanoTime() < end) {
        more = sent(TOGETHER, addresses) >= BATCH;
      }
      busy.removeAll(Set.copyOf(addresses));
      if (more) {
        ring();
      }
    } catch (RuntimeException e) {
      LOG.debug("letters cannot go together: {}", e.toString());
      hangUp(TOGETHER);
      addresses.forEach(this::carryApart);
    }
  }

  private void carry(String address) {
    try {
      while (running && sent(address, List.of(address)) > 0) {
        if (backOffs.remove(address) != null) {
          LOG.info("{} can be reached again", address);
        }
      }
    } catch (RuntimeException e) {
      failed(address, e);
    } finally {
      busy.remove(address);
    }
  }

  /** Nothing, while what is older may still have to be sent again. */
  private int sent(String by, List<String> addresses) {
    var line = line(by);
    return line.epoch() > swept ? 0 : outbox.relay(addresses, clock.instant(), BATCH, line::send);
  }

  private Line line(String address) {
    var line =
        lines.computeIfAbsent(
            address,
            a -> {
              try {
                return new Line(broker.factory(), a, broker::epoch);
              } catch (JMSException e) {
                throw new CarrierLost(a, e);
              }
            });
    reached(line.epoch());
    return line;
  }

  private void failed(String address, RuntimeException e) {
    hangUp(address);
    var before = backOffs.get(address);
    int failures = before == null ? 1 : before.failures() + 1;
    long most = Math.min(LONGEST_WAIT_MILLIS, 500L << Math.min(failures, 10));
    long wait = ThreadLocalRandom.current().nextLong(most / 2, most);
    backOffs.put(address, new BackOff(failures, clock.instant().plusMillis(wait)));
    if (before == null) {
      LOG.warn("{} cannot be reached, its letters wait: {}", address, e.toString());
    }
  }

  private void hangUp(String address) {
    var line = lines.remove(address);
    if (line != null) {
      line.close();
    }
  }

  private static ThreadFactory named() {
    return task -> {
      var thread = new Thread(task, "relay");
      thread.setDaemon(true);
      return thread;
    };
  }
}
