package io.bancheng.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hub evidence}: everything that proves what happened, fetched from the running hub. */
@Command(
    name = "evidence",
    description =
        "Write events, audit and anchors (存证) into a file for hub verify; the hub must run.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:written", "1:refused", "2:usage", "3:cannot connect, or it broke off"})
final class EvidenceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RunningHub hub = new RunningHub("staff.auditor");

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "a zip")
  private Path output;

  @Override
  public Integer call() {
    return RunningHub.told(
        spec,
        () ->
            hub.download(
                "/api/v1/evidence",
                output,
                (part, answer) -> {
                  long bytes = Files.copy(answer.body(), part, StandardCopyOption.REPLACE_EXISTING);
                  spec.commandLine().getOut().printf("%d bytes in %s%n", bytes, output);
                }));
  }
}
