package io.bancheng.bench;

import io.bancheng.harness.OrderMix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Pushes orders over a number of connections: each the next as soon as it has its answer, or at a
 * given rate, where a late answer counts from when its order was due.
 */
final class Load {
  private static final int CREATED = 201;

  /** Who is refused comes again a little later, as its senders do. */
  private static final long PAUSE_NANOS = 50_000_000;

  private final AtomicLong numbers = new AtomicLong();

  /**
   * What to push.
   *
   * @param rate orders per second in all; 0 for as many as are answered
   * @param kinds of orders, counted from the first of the mix
   */
  record Job(KeepAlive.Target target, int connections, double seconds, double rate, int kinds) {}

  /**
   * How it went.
   *
   * @param refused how often each status other than 201 was the answer
   * @param p50 milliseconds until an answer of 201; then other quantiles
   */
  record Result(
      long cases,
      Map<String, Long> refused,
      double seconds,
      double p50,
      double p95,
      double p99,
      double p999) {
    /** Cases that were brought in some other way. */
    static Result of(long cases, double seconds) {
      return new Result(cases, Map.of(), seconds, 0, 0, 0, 0);
    }

    long failures() {
      return refused.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * @param first number of the first order
   */
  Load(long first) {
    numbers.set(first);
  }

  Result push(Job job) throws Exception {
    var threads = Executors.newFixedThreadPool(job.connections());
    try {
      long start = System.nanoTime();
      var refused = new ConcurrentHashMap<String, Long>();
      var due = new AtomicLong();
      var tasks = new ArrayList<Callable<long[]>>();
      for (int i = 0; i < job.connections(); i++) {
        tasks.add(() -> pushUntil(job, new Course(start, due, refused)));
      }
      var all = new ArrayList<long[]>();
      for (var one : threads.invokeAll(tasks)) {
        all.add(one.get());
      }
      return result(all, new TreeMap<>(refused), (System.nanoTime() - start) / 1e9);
    } finally {
      threads.shutdownNow();
    }
  }

  private record Course(long start, AtomicLong due, Map<String, Long> refused) {}

  private long[] pushUntil(Job job, Course course) throws IOException {
    long end = course.start() + (long) (job.seconds() * 1e9);
    var nanos = new long[1024];
    int n = 0;
    try (var connection = new KeepAlive(job.target())) {
      for (long begin = begin(job, course); begin < end; begin = begin(job, course)) {
        int status = connection.post(body(job));
        if (status == CREATED) {
          nanos = n == nanos.length ? Arrays.copyOf(nanos, 2 * n) : nanos;
          nanos[n++] = System.nanoTime() - begin;
        } else {
          course.refused().merge(String.valueOf(status), 1L, Long::sum);
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    }
    return Arrays.copyOf(nanos, n);
  }

  /** When the next order is due; returns not before. */
  private static long begin(Job job, Course course) {
    if (job.rate() == 0) {
      return System.nanoTime();
    }
    long at = course.start() + (long) (course.due().getAndIncrement() / job.rate() * 1e9);
    for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return at;
  }

  private String body(Job job) {
    long number = numbers.incrementAndGet();
    String code = "B" + number;
    return OrderMix.SINGLE.get((int) (number % job.kinds())).body(code, code);
  }

  private static Result result(List<long[]> all, Map<String, Long> refused, double seconds) {
    long[] nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Result(
        nanos.length,
        refused,
        seconds,
        millis(nanos, 0.50),
        millis(nanos, 0.95),
        millis(nanos, 0.99),
        millis(nanos, 0.999));
  }

  private static double millis(long[] nanos, double quantile) {
    return nanos.length == 0
        ? 0
        : nanos[(int) Math.min(nanos.length - 1, nanos.length * quantile)] / 1e6;
  }
}
