package io.bancheng;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many pushes are served at once (限流): of one channel, so that one that floods waits for
 * itself, and of all together, so that there is always somebody left to say so.
 */
final class Admission {
  private final int ofOne;
  private final int ofAll;
  private final AtomicInteger all = new AtomicInteger();
  private final Map<String, AtomicInteger> byChannel = new ConcurrentHashMap<>();

  /** What a caller is told at the door. */
  enum Verdict {
    IN,
    /** That channel has enough under way. */
    CHANNEL_BUSY,
    /** The hub has. */
    HUB_BUSY
  }

  Admission(int ofOne, int ofAll) {
    this.ofOne = ofOne;
    this.ofAll = ofAll;
  }

  /** After {@code IN}, and only then, {@link #leave} must follow. */
  Verdict enter(String channel) {
    if (all.incrementAndGet() > ofAll) {
      all.decrementAndGet();
      return Verdict.HUB_BUSY;
    }
    var own = byChannel.computeIfAbsent(channel, c -> new AtomicInteger());
    if (own.incrementAndGet() > ofOne) {
      leave(channel);
      return Verdict.CHANNEL_BUSY;
    }
    return Verdict.IN;
  }

  void leave(String channel) {
    byChannel.get(channel).decrementAndGet();
    all.decrementAndGet();
  }
}
