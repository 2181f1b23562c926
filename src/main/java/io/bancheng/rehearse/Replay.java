package io.bancheng.rehearse;

import io.bancheng.canonical.PastCase;
import io.bancheng.config.HubConfig;
import io.bancheng.rehearse.ReplayReport.Agreement;
import io.bancheng.rehearse.ReplayReport.Example;
import io.bancheng.rehearse.ReplayReport.Inflow;
import io.bancheng.rehearse.ReplayReport.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Past cases under other rules (回测), one after the other, and what would be different. Nothing is
 * changed.
 */
public final class Replay {
  private static final int EXAMPLES = 20;

  /** So that one changed rule does not take all examples. */
  private static final int EXAMPLES_OF_A_KIND = 3;

  private final Function<PastCase, Outcome> before;
  private final HubConfig candidate;
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<String, long[]> inflow = new TreeMap<>();
  private final Map<String, Integer> shown = new HashMap<>();
  private final List<Example> examples = new ArrayList<>();
  private long ambiguous;
  private long decided;
  private long agreedBefore;
  private long agreedAfter;

  private Replay(Function<PastCase, Outcome> before, HubConfig candidate) {
    this.before = before;
    this.candidate = candidate;
  }

  /** The candidate beside the rules in force. */
  public static Replay beside(HubConfig inForce, HubConfig candidate) {
    return new Replay(past -> Outcome.under(inForce, past), candidate);
  }

  /** The candidate beside what was decided when the case came; it must have been. */
  public static Replay besideDecisions(HubConfig inForce, HubConfig candidate) {
    return new Replay(past -> Outcome.of(inForce, past.decided(), past.regionCode()), candidate);
  }

  /** Looks at one more case. */
  public void look(PastCase past) {
    var old = before.apply(past);
    var now = Outcome.under(candidate, past);
    var kind = kind(old, now);
    counts.merge(kind, 1L, Long::sum);
    count(old, 0);
    count(now, 1);
    if (now.ambiguous() && !old.ambiguous()) {
      ambiguous++;
    }
    if (past.finalLead() != null) {
      decided++;
      agreedBefore += old.agrees(past) ? 1 : 0;
      agreedAfter += now.agrees(past) ? 1 : 0;
    }
    if (kind != Kind.SAME || now.ambiguous() && !old.ambiguous()) {
      show(past, old, now, kind);
    }
  }

  /** What was found so far. */
  public ReplayReport report() {
    long cases = counts.values().stream().mapToLong(Long::longValue).sum();
    var departments = new ArrayList<Inflow>();
    inflow.forEach((id, n) -> departments.add(new Inflow(id, n[0], n[1])));
    return new ReplayReport(
        candidate.version(),
        cases,
        Map.copyOf(counts),
        ambiguous,
        List.copyOf(departments),
        new Agreement(decided, agreedBefore, agreedAfter),
        List.copyOf(examples));
  }

  private static Kind kind(Outcome old, Outcome now) {
    if (old.routed() != now.routed()) {
      return now.routed() ? Kind.NEWLY_ROUTED : Kind.NEWLY_UNROUTED;
    }
    return old.sameAs(now) ? Kind.SAME : Kind.CHANGED;
  }

  private void count(Outcome outcome, int side) {
    if (outcome.routed()) {
      inflow.computeIfAbsent(outcome.lead(), id -> new long[2])[side]++;
      for (String support : outcome.supports()) {
        inflow.computeIfAbsent(support, id -> new long[2])[side]++;
      }
    }
  }

  private void show(PastCase past, Outcome old, Outcome now, Kind kind) {
    int alike = shown.merge(old.ruleId() + ">" + now.ruleId(), 1, Integer::sum);
    if (alike <= EXAMPLES_OF_A_KIND && examples.size() < EXAMPLES) {
      examples.add(
          new Example(past.caseNo(), kind, old, now, past.finalLead(), past.finalCategory()));
    }
  }
}
