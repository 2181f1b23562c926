package io.bancheng.routes;

import java.util.Optional;

/** Another system did not take now what it was brought. */
final class NotTaken extends Exception {
  private static final long serialVersionUID = 1L;
  private final String retryAfter;

  /**
   * @param retryAfter as it said it, null if it did not
   */
  NotTaken(int status, String retryAfter) {
    super("HTTP " + status);
    this.retryAfter = retryAfter;
  }

  @Override
  public String toString() {
    return getMessage();
  }

  Optional<String> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
