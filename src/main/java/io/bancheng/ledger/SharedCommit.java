package io.bancheng.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One commit for all who come while the one before is under way. Nobody waits for company: who
 * comes alone is written at once, by the caller's own thread. What fails together is tried again
 * one by one, each by its own caller, so that nobody fails because of a neighbour.
 *
 * @param <T> what is to be written
 * @param <R> what its caller is told
 */
final class SharedCommit<T, R> {
  private final int most;
  private final Function<List<T>, List<R>> together;
  private final Function<T, R> alone;
  private final Semaphore writing;
  private final Queue<Slot<T, R>> waiting = new ConcurrentLinkedQueue<>();

  private enum State {
    WAITING,
    WRITTEN,
    ALONE
  }

  private static final class Slot<T, R> {
    private final T item;
    private final Thread caller = Thread.currentThread();
    private R result;
    private volatile State state = State.WAITING;

    Slot(T item) {
      this.item = item;
    }

    void end(State end, R outcome) {
      result = outcome;
      state = end;
      LockSupport.unpark(caller);
    }
  }

  /**
   * A shared commit.
   *
   * @param most that are written together
   * @param atOnce commits that may be under way at the same time
   * @param together writes them in one transaction, or throws and has written none; null for those
   *     that it left out because they need a transaction of their own
   * @param alone writes one in a transaction of its own
   */
  SharedCommit(int most, int atOnce, Function<List<T>, List<R>> together, Function<T, R> alone) {
    this.most = most;
    this.together = together;
    this.alone = alone;
    this.writing = new Semaphore(atOnce);
  }

  /** Returns when it is written; throws what writing it alone threw. */
  R write(T item) {
    return writeAll(List.of(item)).get(0).get();
  }

  /**
   * The same for several of one caller.
   *
   * @return for each, in order, what tells how it ended: its result, or what writing it alone threw
   */
  List<Supplier<R>> writeAll(List<T> items) {
    var own = items.stream().map(Slot<T, R>::new).toList();
    waiting.addAll(own);
    own.forEach(this::await);
    return own.stream().<Supplier<R>>map(slot -> () -> end(slot)).toList();
  }

  private void await(Slot<T, R> own) {
    boolean interrupted = false;
    while (own.state == State.WAITING) {
      if (writing.tryAcquire()) {
        lead();
      } else {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private R end(Slot<T, R> own) {
    return own.state == State.WRITTEN ? own.result : alone.apply(own.item);
  }

  /** How many wait now. */
  int waiting() {
    return waiting.size();
  }

  /** Writes whoever waits now, and wakes the next who shall. */
  private void lead() {
    try {
      write(next());
    } finally {
      writing.release();
      var head = waiting.peek();
      if (head != null) {
        LockSupport.unpark(head.caller);
      }
    }
  }

  private List<Slot<T, R>> next() {
    var batch = new ArrayList<Slot<T, R>>();
    for (var slot = waiting.poll(); slot != null; slot = waiting.poll()) {
      batch.add(slot);
      if (batch.size() == most) {
        break;
      }
    }
    return batch;
  }

  private void write(List<Slot<T, R>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    List<R> results;
    try {
      results = together.apply(batch.stream().map(slot -> slot.item).toList());
    } catch (RuntimeException | Error e) {
      batch.forEach(slot -> slot.end(State.ALONE, null));
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      R result = results.get(i);
      batch.get(i).end(result == null ? State.ALONE : State.WRITTEN, result);
    }
  }
}
