package io.bancheng.command;

import io.bancheng.canonical.Problem;
import io.bancheng.canonical.Problems;
import io.bancheng.config.ConfigLoader;
import io.bancheng.config.HubConfig;
import io.bancheng.mappings.Mappings;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hub check}: everything that is wrong with the operators' files, at once. */
@Command(
    name = "check",
    description = "Check config/, routes/ and mappings/; every problem at once.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Mixin private Folders folders;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    var problems = problems();
    problems.forEach(out::println);
    out.println(problems.isEmpty() ? "No problem found." : problems.size() + " problem(s).");
    return problems.isEmpty() ? 0 : 1;
  }

  private static Stream<Problem> mute(HubConfig config, Mappings mappings) {
    return config.channels().values().stream()
        .flatMap(
            channel ->
                channel.ownWords().stream()
                    .flatMap(
                        id -> mappings.mute(id, "config/channels/" + channel.code() + ".yaml")));
  }

  private List<Problem> problems() {
    try {
      var config = ConfigLoader.load(folders.config(), folders.mappings(), folders.routes());
      var mappings = Mappings.load(folders.mappings(), config.regions());
      return Stream.concat(mappings.uncovered().stream(), mute(config, mappings)).toList();
    } catch (Problems e) {
      return e.list();
    }
  }
}
