package io.bancheng.bench;

import io.bancheng.harness.OrderMix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Pushes orders over a number of connections, each the next as soon as it has its answer. */
final class Load {
  private static final AtomicLong NUMBERS = new AtomicLong();

  private Load() {}

  /** Nanoseconds of every answer, sorted; failures are counted apart. */
  record Result(long[] nanos, long failures, double seconds) {
    double millis(double quantile) {
      return nanos.length == 0
          ? 0
          : nanos[(int) Math.min(nanos.length - 1, nanos.length * quantile)] / 1e6;
    }
  }

  static Result push(KeepAlive.Target target, int connections, double seconds) throws Exception {
    var threads = Executors.newFixedThreadPool(connections);
    try {
      long start = System.nanoTime();
      long end = start + (long) (seconds * 1e9);
      var failures = new AtomicLong();
      var tasks = new ArrayList<Callable<long[]>>();
      for (int i = 0; i < connections; i++) {
        tasks.add(() -> pushUntil(target, end, failures));
      }
      var all = new ArrayList<long[]>();
      for (var one : threads.invokeAll(tasks)) {
        all.add(one.get());
      }
      double took = (System.nanoTime() - start) / 1e9;
      long[] nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
      return new Result(nanos, failures.get(), took);
    } finally {
      threads.shutdownNow();
    }
  }

  private static long[] pushUntil(KeepAlive.Target target, long end, AtomicLong failures)
      throws IOException {
    var nanos = new long[16_384];
    int n = 0;
    try (var connection = new KeepAlive(target)) {
      while (System.nanoTime() < end && n < nanos.length) {
        long number = NUMBERS.incrementAndGet();
        String code = "B" + number;
        var kind = OrderMix.SINGLE.get((int) (number % OrderMix.SINGLE.size()));
        String body = kind.body(code, code);
        long begin = System.nanoTime();
        if (connection.post(body) == 201) {
          nanos[n++] = System.nanoTime() - begin;
        } else {
          failures.incrementAndGet();
        }
      }
    }
    return Arrays.copyOf(nanos, n);
  }
}
