package io.bancheng.command;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Problems;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.ConfigLoader;
import io.bancheng.mappings.Mappings;
import io.bancheng.rehearse.Explainer;
import io.bancheng.rehearse.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub explain}: why a case would go where it would go; changes nothing. */
@Command(
    name = "explain",
    description = "Say what would become of a submission or a source message, and why.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "a canonical submission, or a message as its source sends it")
  private Path file;

  @Mixin private Source source;

  /** Whose message it is and under what circumstances it is looked at. */
  static final class Source {
    @Option(names = "--channel", paramLabel = "CODE", description = "whose message it is")
    private String channel;

    @Option(names = "--content-type", description = "as its sender declares it")
    private String contentType;

    @Option(names = "--at", paramLabel = "TIME", description = "as if it came then (ISO 8601)")
    private OffsetDateTime at;
  }

  @Option(names = "--dir", paramLabel = "DIR", description = "folder with the operators' files")
  private Path dir;

  @Option(names = "--json", description = "as JSON, for programs")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try {
      var explanation = explain();
      var out = spec.commandLine().getOut();
      out.print(json ? CanonicalJson.write(explanation) + "\n" : ExplanationText.of(explanation));
      out.flush();
      return 0;
    } catch (Problems e) {
      return failed(
          "The operators' files cannot be used; hub check says the same:\n" + e.getMessage());
    } catch (Unacceptable e) {
      e.faults().forEach(f -> spec.commandLine().getErr().println(f.pointer() + ": " + f.detail()));
      return failed(e.getMessage());
    }
  }

  private Explanation explain() throws IOException {
    var folders = Folders.of(dir);
    var config = ConfigLoader.load(folders.config(), folders.mappings(), folders.routes());
    var mappings = Mappings.load(folders.mappings(), config.regions());
    var now = source.at == null ? Clock.systemUTC().instant() : source.at.toInstant();
    return new Explainer(config, mappings)
        .explain(Files.readAllBytes(file), source.contentType, source.channel, now);
  }

  private int failed(String why) {
    spec.commandLine().getErr().println(why);
    return 1;
  }
}
