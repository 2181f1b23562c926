package io.bancheng.report;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How far each account's latest export on this node has come. */
final class Exports {
  private final Map<String, Progress> latest = new ConcurrentHashMap<>();

  /** What has become of an export. */
  enum State {
    RUNNING,
    WHOLE,
    BROKEN
  }

  /** One export on its way. */
  static final class Progress {
    private final long rows;
    private final AtomicLong sent = new AtomicLong();
    private volatile State state = State.RUNNING;

    private Progress(long rows) {
      this.rows = rows;
    }

    /** One more row has gone. */
    void row() {
      sent.incrementAndGet();
    }

    /** Nothing more comes: all of it has gone, or it broke off. */
    void end(State how) {
      state = how;
    }

    /** How many rows are to go in all. */
    public long rows() {
      return rows;
    }

    public long sent() {
      return sent.get();
    }

    public State state() {
      return state;
    }
  }

  Progress begin(String account, long rows) {
    var progress = new Progress(rows);
    latest.put(account, progress);
    return progress;
  }

  Optional<Progress> latest(String account) {
    return Optional.ofNullable(latest.get(account));
  }
}
