package io.bancheng.command;

import io.bancheng.canonical.Problems;
import io.bancheng.config.ConfigLoader;
import io.bancheng.config.HubConfig;
import io.bancheng.config.RoutingFacts;
import io.bancheng.config.RoutingPhrase;
import io.bancheng.mappings.MappingCases;
import io.bancheng.mappings.Mappings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hub test}: the cases beside the mappings and the phrases beside the rules. */
@Command(
    name = "test",
    description = "Run the cases beside mappings and the phrases beside routing rules.",
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
  @Mixin private Folders folders;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var differences = differences();
    differences.forEach(out::println);
    out.println(
        differences.isEmpty()
            ? "Every case is as expected."
            : differences.size() + " difference(s).");
    return differences.isEmpty() ? 0 : 1;
  }

  private List<String> differences() {
    try {
      var config = ConfigLoader.load(folders.config(), folders.mappings(), folders.routes());
      var all = new ArrayList<String>();
      MappingCases.run(Mappings.load(folders.mappings(), config.regions()))
          .forEach(difference -> all.add(difference.toString()));
      config.phrases().forEach(phrase -> difference(config, phrase).ifPresent(all::add));
      return all;
    } catch (Problems e) {
      return e.list().stream().map(Object::toString).toList();
    }
  }

  private static Optional<String> difference(HubConfig config, RoutingPhrase phrase) {
    var hit = config.routing().route(new RoutingFacts(phrase.text(), null, null, null, null, null));
    return hit.ruleId().equals(phrase.expectedRule())
        ? Optional.empty()
        : Optional.of(
            "%s: expected %s, hits %s (%s)."
                .formatted(phrase.at(), phrase.expectedRule(), hit.ruleId(), hit.at()));
  }
}
