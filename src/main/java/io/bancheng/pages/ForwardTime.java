package io.bancheng.pages;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The hub's clock as time that passes: a step back counts as no time, and nobody waits for it. */
final class ForwardTime implements TimeMeter, Ticker {
  private final Clock clock;
  private Instant last;
  private long passed;

  ForwardTime(Clock clock) {
    this.clock = clock;
    this.last = clock.instant();
  }

  @Override
  public synchronized long currentTimeNanos() {
    var now = clock.instant();
    if (now.isAfter(last)) {
      passed += Duration.between(last, now).toNanos();
    }
    last = now;
    return passed;
  }

  @Override
  public boolean isWallClockBased() {
    return false;
  }

  @Override
  public long read() {
    return currentTimeNanos();
  }
}
