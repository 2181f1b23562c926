package io.bancheng.routes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How many calls with replies one department may make at once, and how many in a second: one that
 * babbles waits for itself and takes no thread or connection from the others. Replies by queue need
 * no such limit, each department's queue has one reader.
 */
public final class CallbackLimit {
  static final int AT_ONCE = 4;
  static final int PER_SECOND = 50;
  static final int BURST = 200;

  private static final double NANOS = 1e9;

  private final LongSupplier ticker;
  private final Map<String, Calls> calls = new ConcurrentHashMap<>();

  /**
   * A limit for each department.
   *
   * @param ticker nanoseconds that no setting of a clock moves
   */
  public CallbackLimit(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /** Whether the department may make a call now; if so, {@link #end} must follow. */
  public boolean begin(String department) {
    return calls.computeIfAbsent(department, d -> new Calls()).begin(ticker.getAsLong());
  }

  /** A call of the department is over. */
  public void end(String department) {
    calls.get(department).end();
  }

  private static final class Calls {
    private int underWay;
    private double tokens = BURST;
    private long filledAt;
    private boolean begun;

    synchronized boolean begin(long now) {
      tokens = Math.min(BURST, tokens + (begun ? (now - filledAt) / NANOS * PER_SECOND : 0));
      filledAt = now;
      begun = true;
      if (underWay >= AT_ONCE || tokens < 1) {
        return false;
      }
      tokens--;
      underWay++;
      return true;
    }

    synchronized void end() {
      underWay--;
    }
  }
}
