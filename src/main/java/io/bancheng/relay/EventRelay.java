package io.bancheng.relay;

import io.bancheng.canonical.ToldEvent;
import io.bancheng.ledger.EventFeed;
import io.bancheng.ledger.Outbox;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells every case event to whoever listens at {@code hub.events}: supervision platforms, data
 * warehouses. Those who are away hear it later if their subscription is durable. What nobody would
 * hear is not even written.
 */
public final class EventRelay implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(EventRelay.class);
  private static final String ADDRESS = "hub.events";
  private static final int BATCH = 500;
  private static final long LOOK_MILLIS = 500;
  private static final long AWAY_MILLIS = 5_000;

  private final EventFeed feed;
  private final ConnectionFactory factory;
  private final Function<ToldEvent, String> bodies;
  private final CountDownLatch over = new CountDownLatch(1);
  private Thread thread;
  private Line line;

  /**
   * @param bodies the message that tells an event
   */
  public EventRelay(EventFeed feed, ConnectionFactory factory, Function<ToldEvent, String> bodies) {
    this.feed = feed;
    this.factory = factory;
    this.bodies = bodies;
  }

  @Override
  public void start() {
    thread = new Thread(this::run, "event-relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void stop() {
    over.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    hangUp();
  }

  @Override
  public boolean isRunning() {
    return thread != null && over.getCount() > 0;
  }

  private void run() {
    boolean away = false;
    try {
      while (!over.await(away ? AWAY_MILLIS : LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        boolean failed = !tell();
        if (failed && !away) {
          LOG.warn("{} cannot be told, its events wait", ADDRESS);
        } else if (away && !failed) {
          LOG.info("{} is told again", ADDRESS);
        }
        away = failed;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells all there is; false if the ledger or the broker is away. */
  private boolean tell() {
    try {
      if (!line().heard()) {
        feed.skip(ADDRESS);
        return true;
      }
      while (over.getCount() > 0 && feed.next(ADDRESS, BATCH, this::send) >= BATCH) {
        // a full page: there is more
      }
      return true;
    } catch (RuntimeException e) {
      LOG.debug("no events told: {}", e.toString());
      hangUp();
      return false;
    }
  }

  private void send(List<ToldEvent> events) {
    line().send(events.stream().map(this::message).toList());
  }

  private Outbox.Entry message(ToldEvent e) {
    String key = UUID.nameUUIDFromBytes(e.id().getBytes(StandardCharsets.US_ASCII)).toString();
    return new Outbox.Entry(
        e.seq(), key, ADDRESS, e.caseNo(), e.caseNo(), e.type(), bodies.apply(e), 0);
  }

  private Line line() {
    try {
      line = line == null ? Line.toAll(factory, ADDRESS) : line;
      return line;
    } catch (JMSException e) {
      throw new CarrierLost(ADDRESS, e);
    }
  }

  private void hangUp() {
    if (line != null) {
      line.close();
      line = null;
    }
  }
}
