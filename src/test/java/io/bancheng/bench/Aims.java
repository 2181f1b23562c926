package io.bancheng.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What the hub shall reach, beside what a run showed; each is a figure of that one run. */
final class Aims {
  private static final String HUB = "hub";
  private static final String SHIPPED = "hub, shipped";
  private static final int USUAL = 32;

  private final BenchReport report;
  private final List<Aim> all = new ArrayList<>();

  /**
   * One aim.
   *
   * @param measured not a number where the run did not measure it
   */
  record Aim(String what, boolean atLeast, double wanted, double measured) {
    String verdict() {
      if (Double.isNaN(measured)) {
        return "not measured";
      }
      return (atLeast ? measured >= wanted : measured <= wanted) ? "met" : "**not met**";
    }
  }

  Aims(BenchReport report) {
    this.report = report;
    rivals();
    growth();
  }

  private void rivals() {
    ToDoubleFunction<Round> done = Round::delivered;
    ToDoubleFunction<Round> cpu = round -> round.costs().cpu();
    atLeast("delivered to the queues : `bare`", 1.5, ratio("queue", HUB, "bare", done));
    atLeast("delivered to the queues : `floor`", 0.6, ratio("queue", HUB, "floor", done));
    atMost("CPU ms per case to the queue, compiler apart", 2, median("queue", HUB, cpu));
    atLeast("full circle : `prototype`", 0.6, ratio("circle", HUB, "prototype", done));
    atMost("CPU ms per case of a full circle, compiler apart", 2.5, median("circle", HUB, cpu));
    atMost("p99 in ms at 60 % load", 50, median("steady", HUB, Round::p99));
  }

  private void growth() {
    ToDoubleFunction<Round> cpu = round -> round.costs().cpu();
    atMost("CPU with 2,000 rules : shipped ones", 1.2, ratio("rules", "hub, rules", SHIPPED, cpu));
    atMost(
        "CPU with 500 departments : shipped ones",
        1.2,
        ratio("departments", "hub, departments", SHIPPED, cpu));
    double none = median("ledger of 0", HUB, cpu).orElse(Double.NaN);
    for (int cases : List.of(100_000, 1_000_000)) {
      double full = median("ledger of " + cases, HUB, cpu).orElse(Double.NaN);
      add("CPU with %,d cases in the ledger : none".formatted(cases), false, 1.1, full / none);
    }
    atLeast(
        "two nodes on the same cores : one, delivered",
        1,
        ratio("nodes", "two nodes", "one node", Round::delivered));
    add("seconds until ready", false, 8, report.seconds());
    add("MiB resident with embedded broker", false, 700, report.resident());
  }

  private void atLeast(String what, double wanted, OptionalDouble measured) {
    add(what, true, wanted, measured.orElse(Double.NaN));
  }

  private void atMost(String what, double wanted, OptionalDouble measured) {
    add(what, false, wanted, measured.orElse(Double.NaN));
  }

  private void add(String what, boolean atLeast, double wanted, double measured) {
    all.add(new Aim(what, atLeast, wanted, measured));
  }

  private OptionalDouble median(String scenario, String contender, ToDoubleFunction<Round> figure) {
    return report.median(scenario, contender, USUAL, figure);
  }

  private OptionalDouble ratio(
      String scenario, String one, String other, ToDoubleFunction<Round> figure) {
    var upper = median(scenario, one, figure);
    var lower = median(scenario, other, figure);
    return upper.isPresent() && lower.isPresent()
        ? OptionalDouble.of(upper.getAsDouble() / lower.getAsDouble())
        : OptionalDouble.empty();
  }

  List<Aim> all() {
    return all;
  }

  String table() {
    var text =
        new StringBuilder("| aim (32 connections) | wanted | measured | |\n|---|---:|---:|---|\n");
    for (Aim aim : all) {
      String measured = Double.isNaN(aim.measured()) ? "" : "%.2f".formatted(aim.measured());
      text.append(
          "| %s | %s %.1f | %s | %s |%n"
              .formatted(
                  aim.what(), aim.atLeast() ? "≥" : "≤", aim.wanted(), measured, aim.verdict()));
    }
    return text.toString();
  }
}
