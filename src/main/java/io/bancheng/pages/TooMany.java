package io.bancheng.pages;

import java.time.Duration;

/** Somebody uses the public pages faster than a person does. */
public final class TooMany extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration wait;

  TooMany(Duration wait) {
    super("too many requests", null, false, false);
    this.wait = wait;
  }

  /** Whole seconds until the next one is let in, at least one. */
  public long seconds() {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }
}
