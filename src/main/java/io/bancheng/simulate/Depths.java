package io.bancheng.simulate;

import java.util.Map;
import java.util.TreeMap;

/** How much waits on each list whenever staff look at it. */
final class Depths {
  private final Map<String, Depth> byList = new TreeMap<>();

  /** The most that ever waited, and the sum over all looks. */
  private record Depth(int most, long sum, int looks) {
    Depth and(int now) {
      return new Depth(Math.max(most, now), sum + now, looks + 1);
    }
  }

  void seen(String list, int waiting) {
    byList.put(list, byList.getOrDefault(list, new Depth(0, 0, 0)).and(waiting));
  }

  /** Most and mean by list. */
  Map<String, YearReport.Waiting> all() {
    var all = new TreeMap<String, YearReport.Waiting>();
    byList.forEach(
        (list, d) ->
            all.put(
                list,
                new YearReport.Waiting(d.most(), Math.round(10.0 * d.sum() / d.looks()) / 10.0)));
    return all;
  }
}
