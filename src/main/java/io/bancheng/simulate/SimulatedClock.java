package io.bancheng.simulate;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** The hub's clock while a year is played: it stands still until the year goes on. */
public final class SimulatedClock extends Clock {
  private final ZoneId zone;
  private final AtomicReference<Instant> now;

  public SimulatedClock(Instant start, ZoneId zone) {
    this.now = new AtomicReference<>(start);
    this.zone = zone;
  }

  /** Goes on to that time; never back. */
  void turnTo(Instant time) {
    now.updateAndGet(before -> time.isAfter(before) ? time : before);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return this;
  }
}
