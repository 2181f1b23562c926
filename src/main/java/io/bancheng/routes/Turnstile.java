package io.bancheng.routes;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Where callers wait for a moment while the flow is exchanged: they pass one by one, or nobody
 * passes.
 */
public final class Turnstile {
  private static final int ALL = 1 << 20;
  private static final long PATIENCE_SECONDS = 10;

  private final Semaphore permits = new Semaphore(ALL, true);

  /**
   * Passes, after waiting if it is shut; whoever entered must leave.
   *
   * @throws IllegalStateException if it stays shut for ten seconds
   */
  public void enter() {
    take(1);
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
   * @throws IllegalStateException if that takes ten seconds
   */
  void shut() {
    take(ALL);
  }

  void open() {
    permits.release(ALL);
  }

  private void take(int many) {
    try {
      if (!permits.tryAcquire(many, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("waited ten seconds at the turnstile");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at the turnstile", e);
    }
  }
}
