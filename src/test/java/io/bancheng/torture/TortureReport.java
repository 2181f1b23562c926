package io.bancheng.torture;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What a run of the torture says: what was done, how long the work stood still, what was broken.
 */
final class TortureReport {
  private static final int MOST_SHOWN = 20;

  private final Findings findings;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  TortureReport(Findings findings) {
    this.findings = findings;
    sizes();
    blows();
    standstills();
    broken();
  }

  private void sizes() {
    var plan = findings.plan();
    var evidence = findings.evidence();
    var hotline = findings.cast().hotline();
    var times = findings.times();
    figures.put("seed", plan.seed());
    figures.put("hubs", plan.hubs());
    figures.put("seconds under faults", seconds(times.calm() - times.begin()));
    figures.put("seconds to settle after the last fault", seconds(times.settled() - times.calm()));
    figures.put("orders accepted", hotline.accepted.get());
    figures.put("accepted per second", perSecond(hotline.accepted.get(), times));
    figures.put("requests it took", hotline.tries.get());
    figures.put("replays", hotline.replays.get());
    figures.put("conflicting texts", hotline.conflicts.get());
    figures.put("cases in the ledger", evidence.cases().size());
    figures.put("assignments in the ledger", evidence.assignments().size());
    figures.put("assignments read by departments", evidence.deliveries().size());
    figures.put(
        "of these repeats, ignored",
        evidence.deliveries().stream().filter(d -> !d.effect()).count());
    figures.put("replies in the ledger", evidence.taken().size());
    figures.put("answers read by the channel", evidence.beside().answers().size());
    figures.put(
        "hubs that ended by themselves, started again", findings.cast().faults().restarts());
    watched();
    findings.parked().forEach((kind, n) -> figures.put("parked: " + kind, n));
  }

  private void watched() {
    var watched = findings.evidence().watched();
    var pace = watched.pace();
    figures.put("times somebody asked for a case", watched.glances().size());
    figures.put(
        "of these answered to whom it concerns",
        watched.glances().stream().filter(g -> g.may() && g.shown()).count());
    figures.put("messages that the broker gave up on", watched.thrownAway());
    figures.put(
        "p99 until a department had it, beside an ill one, of so many",
        "%d ms, %d ms, %d".formatted(pace.well(), pace.besideIll(), pace.samples()));
  }

  private void blows() {
    var counts = findings.cast().faults().counts();
    figures.put("faults", counts.values().stream().mapToInt(Integer::intValue).sum());
    figures.put("kinds of faults", counts.size());
    counts.forEach((blow, n) -> figures.put("fault: " + blow, n));
  }

  private void standstills() {
    again(
        "take-over seconds",
        s -> s.blow() == Blow.HUB_KILLED || s.blow().name().startsWith("HUB_FROZEN"));
    again("restart seconds, all hubs", s -> s.blow() == Blow.HUBS_KILLED);
    again("broker resume seconds", s -> s.blow().name().startsWith("BROKER_"));
    again("database resume seconds", s -> s.blow().name().startsWith("DATABASE_"));
    figures.put(
        "accepted while the broker was away",
        findings.cast().faults().stretches().stream()
            .filter(s -> s.blow() == Blow.BROKER_KILLED || s.blow() == Blow.BROKER_WIPED)
            .mapToInt(Faults.Stretch::accepted)
            .sum());
  }

  /** Median and worst time until a new order reached its department. */
  private void again(String what, Predicate<Faults.Stretch> which) {
    var millis =
        findings.cast().faults().stretches().stream()
            .filter(which)
            .mapToLong(Faults.Stretch::againAfter)
            .filter(m -> m >= 0)
            .sorted()
            .toArray();
    if (millis.length > 0) {
      figures.put(
          what + ", median and worst of " + millis.length,
          "%.1f, %.1f"
              .formatted(millis[millis.length / 2] / 1000.0, millis[millis.length - 1] / 1000.0));
    }
  }

  private void broken() {
    var byInvariant = new TreeMap<Integer, Integer>();
    for (Violation.Kind kind : Violation.Kind.values()) {
      byInvariant.putIfAbsent(kind.invariant(), 0);
    }
    findings.violations().forEach(v -> byInvariant.merge(v.kind().invariant(), 1, Integer::sum));
    byInvariant.forEach((i, n) -> figures.put("broken: I" + i, n));
    var byKind = new EnumMap<Violation.Kind, Integer>(Violation.Kind.class);
    findings.violations().forEach(v -> byKind.merge(v.kind(), 1, Integer::sum));
    byKind.forEach((kind, n) -> figures.put("broken: " + kind, n));
  }

  private static long seconds(long millis) {
    return millis / 1000;
  }

  private static String perSecond(int many, Findings.Times times) {
    return "%.1f".formatted(many * 1000.0 / Math.max(1, times.calm() - times.begin()));
  }

  TortureReport figure(String what, Object value) {
    figures.put(what, value);
    return this;
  }

  /**
   * Prints it and writes {@code report.md} and {@code report.json}, and everything that was broken
   * to {@code broken.txt}.
   */
  void write(Path home) throws IOException {
    List<Violation> violations = findings.violations();
    var text = new StringBuilder("# Torture\n\n| | |\n|---|---:|\n");
    figures.forEach((what, many) -> text.append("| %s | %s |%n".formatted(what, many)));
    text.append(violations.isEmpty() ? "\nNothing was broken.\n" : "\n## Broken\n\n");
    IntStream.range(0, Math.min(MOST_SHOWN, violations.size()))
        .forEach(i -> text.append("* " + violations.get(i) + "\n"));
    Files.writeString(home.resolve("report.md"), text);
    Files.write(home.resolve("broken.txt"), violations.stream().map(Violation::toString).toList());
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(home.resolve("report.json").toFile(), figures);
    System.out.println(text);
  }
}
