package io.bancheng.harness;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** A clock that stands still until a test turns it. */
public final class CrankedClock extends Clock {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private volatile Instant now;

  public CrankedClock(String local) {
    turnTo(local);
  }

  /** Sets the local time of Asia/Shanghai. */
  public void turnTo(String local) {
    now = LocalDateTime.parse(local).atZone(ZONE).toInstant();
  }

  /** Turns it on by so much. */
  public synchronized void forward(java.time.Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZONE;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public String toString() {
    return LocalDateTime.ofInstant(now, ZONE) + "+08:00";
  }
}
