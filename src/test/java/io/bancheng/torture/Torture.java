package io.bancheng.torture;

import io.bancheng.harness.Quiet;
import java.nio.file.Path;

/**
 * Torture: some hubs, a real PostgreSQL and a real Artemis, each in a process of its own, all
 * killed, frozen, cut off and misled at random under load; afterwards a checker compares what
 * everybody wrote down.
 *
 * <p>{@code mvn -Ptorture verify -Dseconds=120 -Dseed=1 -Drate=20 -Dhubs=3}; ends with 1 if a
 * promise was broken.
 */
public final class Torture {
  private Torture() {}

  public static void main(String[] args) throws Exception {
    Quiet.logs();
    Path home = Path.of("target", "torture").toAbsolutePath();
    var findings = new Campaign(Plan.given(home)).run();
    long checked = System.currentTimeMillis() - findings.times().settled();
    new TortureReport(findings).figure("seconds to check all that", checked / 1000).write(home);
    System.exit(findings.violations().isEmpty() ? 0 : 1);
  }
}
