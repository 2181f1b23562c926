package io.bancheng.torture;

import io.bancheng.torture.Evidence.Delivery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How soon assignments came, in milliseconds of which 99 of 100 were below: while nothing was
 * wrong, and to departments that were well while another one was ill and nothing else was wrong.
 *
 * @param samples of the smaller of both
 */
record Pace(long well, long besideIll, int samples) {
  static final Pace NONE = new Pace(0, 0, 0);

  private static final long ENOUGH = 100;
  private static final int TIMES = 2;

  /** Below that nobody is slow. */
  private static final long QUICK_MILLIS = 500;

  /** After a blow the work catches up for a while. */
  private static final long AFTERWARDS_MILLIS = 10_000;

  /**
   * Looks at the first delivery of each assignment.
   *
   * @param accepted when each case was accepted
   */
  static Pace of(
      List<Faults.Stretch> blows, Collection<Delivery> first, Map<String, Long> accepted) {
    var well = new ArrayList<Long>();
    var besideIll = new ArrayList<Long>();
    for (Delivery d : first) {
      Long from = accepted.get(d.assignmentId().replaceFirst("-\\d+$", ""));
      if (from == null) {
        continue;
      }
      var during = blows.stream().filter(blow -> touches(blow, from, d.at())).toList();
      if (during.isEmpty()) {
        well.add(d.at() - from);
      } else if (during.stream()
          .allMatch(b -> !b.victim().isEmpty() && !b.victim().equals(d.department()))) {
        besideIll.add(d.at() - from);
      }
    }
    return new Pace(p99(well), p99(besideIll), Math.min(well.size(), besideIll.size()));
  }

  private static boolean touches(Faults.Stretch blow, long from, long to) {
    long end = blow.to() + Math.max(0, blow.againAfter());
    return from < (blow.victim().isEmpty() ? end + AFTERWARDS_MILLIS : end) && to > blow.from();
  }

  private static long p99(List<Long> millis) {
    var sorted = millis.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * 99 / 100];
  }

  /** Whether an ill department delayed no other, as far as there was enough to see. */
  boolean holds() {
    return samples < ENOUGH || besideIll <= TIMES * Math.max(well, QUICK_MILLIS);
  }
}
