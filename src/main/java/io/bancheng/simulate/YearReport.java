package io.bancheng.simulate;

import io.bancheng.canonical.CanonicalJson;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What a simulated year showed.
 *
 * @param waiting how much lay on each list when staff looked, by list
 * @param busiest the departments with the most open shares at once
 * @param refused what people asked for that the hub did not admit, by action
 * @param violations every promise that was not kept
 */
public record YearReport(
    Played played,
    Tally tally,
    Map<String, Waiting> waiting,
    List<String> busiest,
    Map<String, Integer> refused,
    List<String> violations) {
  private static final String LINE = "%-28s %s%n";

  /** Which year it was, and how much went through the hub. */
  public record Played(LocalDate from, int days, long seed, int cases, long letters) {}

  /** The most that lay on a list, and the mean over all looks. */
  public record Waiting(int most, double mean) {}

  /** Whether nobody was late with a feedback unannounced, and every promise was kept. */
  public boolean good() {
    return tally.feedback().unannounced() == 0 && violations.isEmpty();
  }

  /** The report as JSON, the same for the same year. */
  public String json() {
    return CanonicalJson.write(this);
  }

  /** The report for people, the same for the same year. */
  public String text() {
    var out = new StringBuilder();
    line(
        out, "year", "%s, %d days, seed %d".formatted(played.from(), played.days(), played.seed()));
    line(out, "cases", played.cases() + ", letters " + played.letters());
    section(out, "cases by channel", tally.byChannel());
    section(out, "cases by state at the end", tally.byStatus());
    out.append(String.format("%nlimits: met / missed / running at the end%n"));
    tally
        .limits()
        .forEach((k, n) -> line(out, "  " + k, n.met() + " / " + n.missed() + " / " + n.running()));
    var feedback = tally.feedback();
    out.append(String.format("%nfeedback: one working day%n"));
    line(out, "  missed", feedback.missed());
    line(out, "  announced beforehand", feedback.announced());
    line(out, "  announced to nobody", feedback.unannounced());
    section(out, "escalations by role", tally.escalations());
    out.append(String.format("%nwaiting: most / mean%n"));
    waiting.forEach((list, w) -> line(out, "  " + list, w.most() + " / " + w.mean()));
    section(out, "not admitted", refused);
    out.append(String.format("%nmost open shares at once%n"));
    busiest.forEach(b -> out.append("  ").append(b).append(System.lineSeparator()));
    out.append(String.format("%ninvariants: %d violation(s)%n", violations.size()));
    violations.stream().limit(50).forEach(v -> out.append("  ").append(v).append('\n'));
    return out.toString();
  }

  private static void section(StringBuilder out, String title, Map<String, ?> rows) {
    out.append(String.format("%n%s%n", title));
    rows.forEach((key, value) -> line(out, "  " + key, value));
  }

  private static void line(StringBuilder out, String key, Object value) {
    out.append(String.format(LINE, key, value));
  }
}
