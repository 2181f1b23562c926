package io.bancheng.command;

import io.bancheng.canonical.CanonicalJson;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hub doctor}: whether everything an installation needs is there, and what to do if not. */
@Command(
    name = "doctor",
    description =
        "Look at the whole installation; each complaint with its remedy. Changes nothing.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Mixin private Folders folders;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json")
  private Form format = Form.text;

  @Spec private CommandSpec spec;

  enum Form {
    text,
    json
  }

  @Override
  public Integer call() {
    var here = new Installation(folders);
    var clock = Clock.systemUTC();
    var found =
        Stream.of(
                new HouseCall(here, clock).all(),
                new Rounds(here, clock).all(),
                new Visits(here, clock).all())
            .flatMap(List::stream)
            .toList();
    var out = spec.commandLine().getOut();
    if (format == Form.json) {
      out.println(CanonicalJson.write(Map.of("findings", found)));
    } else {
      found.forEach(out::println);
      out.println(summary(found));
    }
    out.flush();
    return found.stream().anyMatch(f -> f.level() == Diagnosis.Level.bad) ? 1 : 0;
  }

  private static String summary(List<Diagnosis> found) {
    long bad = found.stream().filter(f -> f.level() == Diagnosis.Level.bad).count();
    long warn = found.stream().filter(f -> f.level() == Diagnosis.Level.warn).count();
    return bad + warn == 0
        ? "All is well."
        : "%d thing(s) to mend, %d to keep an eye on.".formatted(bad, warn);
  }
}
