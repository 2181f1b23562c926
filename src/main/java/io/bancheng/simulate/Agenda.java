package io.bancheng.simulate;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What people mean to do and when; at the same time in the order in which they meant it. */
final class Agenda {
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::order));
  private long order;

  private record Entry(Instant at, long order, Runnable deed) {}

  void at(Instant time, Runnable deed) {
    entries.add(new Entry(time, order++, deed));
  }

  Optional<Instant> next() {
    return Optional.ofNullable(entries.peek()).map(Entry::at);
  }

  /** Does what is next. */
  void go() {
    entries.remove().deed().run();
  }
}
