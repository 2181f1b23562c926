package io.bancheng.report;

import io.bancheng.calendar.WorkingCalendar;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.ToldEvent;
import io.bancheng.config.ActiveConfig;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.EventFeed;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the facts up to what the ledger says. It reads behind the ledger with a cursor of its own,
 * one node at a time, so that a case's change costs nothing; at its first start, and whenever the
 * derivation has changed, it begins with the first event.
 */
public final class FactKeeper implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(FactKeeper.class);
  private static final String LISTENER = "report.facts@" + Facts.VERSION;
  private static final int BATCH = 1000;

  /** A case often changes again within seconds, and its facts are derived from its whole story. */
  private static final long LOOK_MILLIS = 2_000;

  private static final long AWAY_MILLIS = 5_000;

  private final EventFeed feed;
  private final CaseReader cases;
  private final FactTables tables;
  private final TransactionTemplate transaction;
  private final ActiveConfig config;
  private final CountDownLatch over = new CountDownLatch(1);
  private Thread thread;

  FactKeeper(EventFeed feed, CaseReader cases, FactTables tables, Workplace workplace) {
    this.feed = feed;
    this.cases = cases;
    this.tables = tables;
    this.transaction = workplace.transaction();
    this.config = workplace.config();
  }

  /** What it works in. */
  record Workplace(TransactionTemplate transaction, ActiveConfig config) {}

  @Override
  public void start() {
    thread = new Thread(this::run, "fact-keeper");
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
  }

  @Override
  public boolean isRunning() {
    return thread != null && over.getCount() > 0;
  }

  private void run() {
    boolean away = false;
    try {
      while (!over.await(away ? AWAY_MILLIS : LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        away = !follow(away);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean follow(boolean away) {
    try {
      catchUp();
      return true;
    } catch (RuntimeException e) {
      if (!away) {
        LOG.warn("The facts of the indicators wait: {}", e.toString());
      }
      return false;
    }
  }

  /** Derives the facts of every case that changed since; returns when there is nothing more. */
  void catchUp() {
    transaction.executeWithoutResult(
        status -> {
          if (feed.fromTheBeginning(LISTENER)) {
            tables.clear();
            LOG.info("The facts of the indicators are derived from the first event on.");
          }
        });
    while (over.getCount() > 0 && feed.next(LISTENER, BATCH, this::derive) >= BATCH) {
      // a full page: there is more
    }
  }

  private void derive(List<ToldEvent> events) {
    var caseNos = events.stream().map(ToldEvent::caseNo).distinct().toList();
    var facts =
        cases.histories(caseNos).entrySet().stream()
            .flatMap(history -> facts(history.getKey(), history.getValue()).stream())
            .toList();
    tables.replace(caseNos, facts);
  }

  /** One case that cannot be told is left out and named, and the others are counted. */
  private Optional<Facts> facts(String caseNo, List<CaseEvent> history) {
    try {
      return Optional.of(facts(history));
    } catch (RuntimeException e) {
      LOG.error("Case {} is in no indicator: {} Report it with its events.", caseNo, e.toString());
      return Optional.empty();
    }
  }

  private Facts facts(List<CaseEvent> history) {
    var current = config.current();
    return Facts.of(
        history,
        code -> current.regions().find(code).map(region -> region.tier().name()),
        calendar(history));
  }

  private WorkingCalendar calendar(List<CaseEvent> history) {
    return history.get(0) instanceof io.bancheng.canonical.Registered registered
        ? config.current().calendarOf(registered.regionCode())
        : config.current().calendar();
  }
}
