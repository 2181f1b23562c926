package io.bancheng.rehearse;

import java.util.List;
import java.util.Map;

/**
 * What other rules would have made of past cases.
 *
 * @param cases how many were looked at
 * @param counts how many of each kind
 * @param newlyAmbiguous those, of whichever kind, in which now nothing but the order of the file
 *     decides
 * @param inflow what each department would get, in the lead or in support
 */
public record ReplayReport(
    String candidate,
    long cases,
    Map<Kind, Long> counts,
    long newlyAmbiguous,
    List<Inflow> inflow,
    Agreement agreement,
    List<Example> examples) {

  /** What the other rules change in a case. */
  public enum Kind {
    /** The same category and departments. */
    SAME,
    /** Another category or other departments. */
    CHANGED,
    /** A person must choose now. */
    NEWLY_UNROUTED,
    /** A person need not choose any more. */
    NEWLY_ROUTED
  }

  /** How many cases a department gets under either rules. */
  public record Inflow(String department, long before, long after) {}

  /**
   * How often the rules say what people finally did: that lead and that category.
   *
   * @param cases those that got a department at all
   */
  public record Agreement(long cases, long before, long after) {}

  /** One case that would be different, and why. */
  public record Example(
      String caseNo, Kind kind, Outcome before, Outcome after, String lead, String category) {}

  public long count(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }
}
