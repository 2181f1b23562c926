package io.bancheng.command;

import io.bancheng.ledger.EvidenceCheck;
import io.bancheng.security.EvidenceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub verify}: whether exported evidence is whole; needs neither hub nor database. */
@Command(
    name = "verify",
    description = "Verify exported evidence: chains, anchors, signatures. Needs no hub.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:whole", "1:broken", "2:usage"})
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "what hub evidence wrote")
  private Path file;

  @Option(
      names = "--anchors",
      paramLabel = "FILE",
      description =
          "anchors.txt as it was kept away from the hub; without it nobody sees what was"
              + " cut off together with its anchors")
  private Path anchors;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "evidence.pub as you got it from the office; default: any key is taken, and named")
  private Path key;

  @Override
  public Integer call() {
    try {
      var known = new EvidenceCheck.Known(key == null ? null : line(key), kept());
      long begun = System.nanoTime();
      var report = new EvidenceCheck(EvidenceKey::fits).check(file, known);
      return tell(report, (System.nanoTime() - begun) / 1e9);
    } catch (IOException e) {
      spec.commandLine().getErr().println(file + " cannot be verified: " + e.getMessage());
      return 2;
    }
  }

  private int tell(EvidenceCheck.Report report, double seconds) {
    var out = spec.commandLine().getOut();
    report.faults().forEach(fault -> out.println("BROKEN: " + fault));
    out.printf(
        "%s: %d cases, %d events, %d audit entries, %d anchors (%.1f s)%n",
        report.faults().isEmpty() ? "whole" : "not whole",
        report.cases(),
        report.events(),
        report.entries(),
        report.anchors(),
        seconds);
    report
        .lastAnchor()
        .ifPresentOrElse(
            at ->
                out.printf(
                    "%d events are younger than the last anchor, %s%n", report.unanchored(), at),
            () -> out.println("No anchor yet: what was cut off at the end cannot be found."));
    if (key == null) {
      report.key().ifPresent(by -> out.println("signed by " + by + ": compare it, or give --key"));
    }
    if (anchors == null) {
      out.println("not compared with anchors that were kept elsewhere: give --anchors");
    }
    return report.faults().isEmpty() ? 0 : 1;
  }

  private List<String> kept() throws IOException {
    return anchors == null ? List.of() : Files.readAllLines(anchors);
  }

  private static String line(Path file) throws IOException {
    return Files.readString(file).strip();
  }
}
