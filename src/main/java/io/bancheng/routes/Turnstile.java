package io.bancheng.routes;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Where callers wait for a moment while the flow is exchanged: they pass one by one, or nobody
 * passes.
 */
public final class Turnstile {
  private static final int ALL = 1 << 20;
  private static final long CALLER_SECONDS = 10;
  private static final long SHUTTING_SECONDS = 2;

  private final Semaphore permits = new Semaphore(ALL, true);

  /** It could not be passed or shut in time; nothing was changed. */
  public static final class Busy extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    Busy(String message) {
      super(message);
    }
  }

  /**
   * Passes, after waiting if it is shut; whoever entered must leave.
   *
   * @throws Busy if it stays shut for ten seconds
   */
  public void enter() {
    take(1, CALLER_SECONDS);
  }

  public void leave() {
    permits.release();
  }

  /** Whether it is shut or somebody waits to shut it: then nothing long should go on. */
  boolean closing() {
    return permits.availablePermits() == 0 || permits.hasQueuedThreads();
  }

  /**
   * Shuts it once everybody who entered has left; whoever shut it must open it.
   *
   * @throws Busy if that takes two seconds, so that one slow caller does not keep all others
   *     waiting
   */
  void shut() {
    take(ALL, SHUTTING_SECONDS);
  }

  void open() {
    permits.release(ALL);
  }

  private void take(int many, long seconds) {
    try {
      if (!permits.tryAcquire(many, seconds, TimeUnit.SECONDS)) {
        throw new Busy("waited %d seconds at the turnstile".formatted(seconds));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at the turnstile", e);
    }
  }
}
