package io.bancheng.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hub check}: everything that is wrong with the operators' files, at once, and advice. */
@Command(
    name = "check",
    description = "Check config/, routes/ and mappings/; every problem at once, and advice.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Mixin private Folders folders;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (default), json, github (annotations of a workflow) or sarif")
  private Format format = Format.text;

  @Option(names = "--strict", description = "advice counts as a problem, too")
  private boolean strict;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var found = Found.in(folders);
    spec.commandLine().getOut().print(format.write(found));
    spec.commandLine().getOut().flush();
    return found.problems().isEmpty() && !(strict && !found.advice().isEmpty()) ? 0 : 1;
  }
}
