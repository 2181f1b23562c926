package io.bancheng.window;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * How many mebibytes of forms may be in memory at once. A form without documents needs one, a full
 * one fifty; who comes first goes first.
 */
final class Room {
  private final Semaphore mebibytes;

  Room(int mebibytes) {
    this.mebibytes = new Semaphore(mebibytes, true);
  }

  /** Does the work once there is room for the form. */
  <T> T with(Upload upload, Supplier<T> work) {
    long bytes = upload.documents().stream().mapToLong(Document::size).sum();
    int needed = 1 + (int) (bytes >> 20);
    mebibytes.acquireUninterruptibly(needed);
    try {
      return work.get();
    } finally {
      mebibytes.release(needed);
    }
  }
}
