package io.bancheng.torture;

import io.bancheng.harness.Quiet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * Plays hubs that break one rule each; a checker that lets one through proves nothing.
 *
 * <p>{@code mvn -Ptorture verify -Dproof.main=io.bancheng.torture.Mutants}; ends with 1 if one was
 * not caught. {@code -Donly=H1} plays those whose name begins so.
 */
public final class Mutants {
  private Mutants() {}

  public static void main(String[] args) throws Exception {
    Quiet.logs();
    Path home = Path.of("target", "mutants").toAbsolutePath();
    Files.createDirectories(home);
    var text =
        new StringBuilder("# Mutants\n\n| rule | caught | seconds | by |\n|---|---|---:|---|\n");
    boolean all = true;
    for (Mutant mutant : Mutant.values()) {
      if (mutant.name().startsWith(System.getProperty("only", "H"))) {
        var played = play(mutant, home);
        all &= played.caught();
        text.append(played.line());
        System.out.println(played.line());
        Files.writeString(home.resolve("report.md"), text);
      }
    }
    System.out.println(text);
    System.exit(all ? 0 : 1);
  }

  private record Played(boolean caught, String line) {}

  private static Played play(Mutant mutant, Path home) throws Exception {
    var plan = Plan.given(home).with(mutant, home.resolve(mutant.name()));
    var findings = new Campaign(plan).run();
    new TortureReport(findings).write(plan.home());
    var kinds = new TreeMap<Violation.Kind, Integer>();
    findings.violations().forEach(v -> kinds.merge(v.kind(), 1, Integer::sum));
    boolean caught = kinds.keySet().stream().anyMatch(mutant.shownBy()::contains);
    long seconds = (System.currentTimeMillis() - findings.times().begin()) / 1000;
    return new Played(
        caught, "| %s | %s | %d | %s |%n".formatted(mutant, caught ? "yes" : "NO", seconds, kinds));
  }
}
