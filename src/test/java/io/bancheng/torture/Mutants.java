package io.bancheng.torture;

import io.bancheng.harness.Quiet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * Plays hubs that break one rule each; a checker that lets one through proves nothing. Then the hub
 * as it is under the same faults: a checker that finds fault with that one proves nothing either.
 *
 * <p>{@code mvn -Ptorture verify -Dproof.main=io.bancheng.torture.Mutants}; ends with 1 if one was
 * not caught, or the whole hub was. {@code -Donly=H1} plays those whose name begins so.
 */
public final class Mutants {
  private static final String HEAD =
      "# Mutants\n\n| rule | hub | as it should be | seconds | promises broken |\n"
          + "|---|---|---|---:|---|\n";

  private Mutants() {}

  public static void main(String[] args) throws Exception {
    Quiet.logs();
    Path home = Path.of("target", "mutants").toAbsolutePath();
    Files.createDirectories(home);
    var text = new StringBuilder(HEAD);
    boolean all = true;
    for (Mutant mutant : Mutant.values()) {
      if (mutant.name().startsWith(System.getProperty("only", "H"))) {
        for (boolean broken : new boolean[] {true, false}) {
          var played = play(mutant, broken, home);
          all &= played.right();
          text.append(played.line());
          System.out.println(played.line());
          Files.writeString(home.resolve("report.md"), text);
        }
      }
    }
    System.out.println(text);
    System.exit(all ? 0 : 1);
  }

  private record Played(boolean right, String line) {}

  private static Played play(Mutant mutant, boolean broken, Path home) throws Exception {
    String hub = broken ? "broken" : "whole";
    var plan = Plan.given(home).with(mutant, broken, home.resolve(mutant + "." + hub));
    var findings = new Campaign(plan).run();
    new TortureReport(findings).write(plan.home());
    var kinds = new TreeMap<String, Integer>();
    for (Violation v : findings.violations()) {
      kinds.merge("I" + v.kind().invariant() + " " + v.kind(), 1, Integer::sum);
    }
    boolean right =
        broken
            ? findings.violations().stream().anyMatch(v -> mutant.shownBy().contains(v.kind()))
            : kinds.isEmpty();
    long seconds = (System.currentTimeMillis() - findings.times().begin()) / 1000;
    return new Played(
        right,
        "| %s | %s | %s | %d | %s |%n"
            .formatted(mutant, hub, right ? "yes" : "NO", seconds, kinds));
  }
}
