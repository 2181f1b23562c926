package io.bancheng.window;

import java.time.Duration;

/** Somebody uses the public pages faster than a person does. */
final class TooMany extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration wait;

  TooMany(Duration wait) {
    super("too many requests", null, false, false);
    this.wait = wait;
  }

  /** Whole seconds until the next one is let in, at least one. */
  long seconds() {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }
}
