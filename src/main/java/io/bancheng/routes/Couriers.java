package io.bancheng.routes;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Delivery;
import io.bancheng.canonical.DeliveryOutcome;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.Pace;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The couriers of all departments (投递员): each goes down its department's route as long as there is
 * something to bring. No department waits for another's, and none has more than its file says.
 */
public final class Couriers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Couriers.class);
  private static final long LAST_LETTER_SECONDS = 25;

  private final ProducerTemplate template;
  private final ActiveConfig configuration;
  private final Clock clock;
  private final MeterRegistry meters;
  private final Map<String, Shift> shifts = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "courier");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean open = true;

  public Couriers(
      ProducerTemplate template, ActiveConfig configuration, Clock clock, MeterRegistry meters) {
    this.template = template;
    this.meters = meters;
    this.configuration = configuration;
    this.clock = clock;
  }

  /**
   * Sends a courier, unless as many as allowed are under way or the department's system may not be
   * called now.
   *
   * @param department in dotted form
   */
  public void send(String department) {
    var shift = shifts.computeIfAbsent(department, d -> new Shift());
    if (may(department) && shift.begin(pace(department).orElseThrow().concurrency())) {
      threads.execute(() -> carry(department, shift));
    }
  }

  /** Counts how an attempt ended; the log hears of those that settle a letter. */
  public void ended(Delivery delivery, DeliveryOutcome outcome) {
    meters
        .counter(
            "bancheng.deliveries",
            "department",
            delivery.department().toString(),
            "outcome",
            outcome.state().name())
        .increment();
    LOG.atLevel(outcome.again() ? Level.DEBUG : Level.INFO)
        .log(
            "case {} {} to department {}: {} at attempt {}",
            delivery.caseNo(),
            delivery.type(),
            delivery.department(),
            outcome.state(),
            delivery.attempt());
  }

  @Override
  public void close() {
    open = false;
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_LETTER_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void carry(String department, Shift shift) {
    try {
      boolean more = true;
      while (more && may(department) && shift.mayLeave(pace(department).orElseThrow())) {
        more = bring(department);
        if (shift.fails(false)) {
          LOG.info("couriers go to department {} again", department);
        }
      }
    } catch (RuntimeException e) {
      if (shift.fails(true)) {
        LOG.warn(
            "no courier gets to {}: {}",
            department,
            e.getCause() == null ? e.toString() : e.getCause().toString());
      }
    } finally {
      shift.end();
    }
  }

  /** Whether there was something to bring. */
  private boolean bring(String department) {
    var found = template.requestBody("direct:deliver-" + department, null, Boolean.class);
    return Boolean.TRUE.equals(found);
  }

  private boolean may(String department) {
    return open
        && running("deliver-" + department)
        && pace(department).filter(this::now).isPresent();
  }

  private boolean running(String route) {
    CamelContext context = template.getCamelContext();
    var status = context.isStopping() ? null : context.getRouteController().getRouteStatus(route);
    return status != null && status.isStarted();
  }

  private boolean now(Pace pace) {
    var local = LocalTime.ofInstant(clock.instant(), CanonicalJson.ZONE);
    return pace.maintenance().filter(window -> window.contains(local)).isEmpty();
  }

  private Optional<Pace> pace(String department) {
    return Optional.ofNullable(
            configuration.current().connections().get(DepartmentId.parse(department)))
        .filter(DepartmentConnection::carried)
        .map(DepartmentConnection::pace);
  }

  /** The couriers of one department that are under way, and how many letters may leave now. */
  private static final class Shift {
    private static final double NANOS = 1e9;

    private int underWay;
    private boolean failing;
    private double tokens = 1;
    private long filledAt = System.nanoTime();

    synchronized boolean begin(int most) {
      if (underWay >= most) {
        return false;
      }
      underWay++;
      return true;
    }

    /** Notes whether the last one failed; true if that is news. */
    synchronized boolean fails(boolean now) {
      boolean news = failing != now;
      failing = now;
      return news;
    }

    synchronized void end() {
      underWay--;
    }

    /** A bucket that holds one second's letters. */
    synchronized boolean mayLeave(Pace pace) {
      long now = System.nanoTime();
      double grown = tokens + (now - filledAt) / NANOS * pace.perSecond();
      tokens = Math.min(grown, pace.perSecond());
      filledAt = now;
      if (tokens < 1) {
        return false;
      }
      tokens--;
      return true;
    }
  }
}
