package io.bancheng.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.command.RunningHub.Refusal;
import io.bancheng.config.Bundle;
import io.bancheng.config.OperatorFiles;
import io.bancheng.rehearse.ReplayReport;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub shadow}: candidate rules beside those in force for some days; they decide nothing. */
@Command(
    name = "shadow",
    description = "Let other rules run beside those in force, and read what they would do.",
    mixinStandardHelpOptions = true)
final class ShadowCommand {
  private static final String SHADOW = "/api/v1/configuration/shadow";

  @Spec private CommandSpec spec;

  @Command(description = "Begin, with the config/ of a folder.")
  int start(
      @Mixin RunningHub hub,
      @Parameters(paramLabel = "DIR") Path dir,
      @Option(names = "--days", defaultValue = "7") int days) {
    return told(
        () -> {
          var files =
              new OperatorFiles(
                  dir.resolve("config"), dir.resolve("mappings"), dir.resolve("routes"));
          if (!Files.isDirectory(files.config())) {
            throw new Refusal(2, files.config() + " does not exist. Name the folder around it.");
          }
          print(hub.post(SHADOW + "?days=" + days, Bundle.of(files).pack()));
        });
  }

  @Command(description = "What they would have decided otherwise up to now.")
  int report(
      @Mixin RunningHub hub,
      @Option(names = "--format", defaultValue = "text") ReplayCommand.Format format) {
    return told(
        () -> {
          var report = hub.json(SHADOW);
          if (format == ReplayCommand.Format.json) {
            spec.commandLine().getOut().println(report);
          } else {
            print(report);
          }
        });
  }

  @Command(description = "End the run; its report stays.")
  int stop(@Mixin RunningHub hub) {
    return told(() -> print(hub.delete(SHADOW)));
  }

  private void print(JsonNode run) {
    var out = spec.commandLine().getOut();
    out.printf(
        "%s by %s, from %s to %s%s%n",
        run.path("version").asText().substring(0, 12),
        run.path("by").asText(),
        run.path("startedAt").asText(),
        run.path("endsAt").asText(),
        run.path("ended").asBoolean() ? ", over" : "");
    out.print(
        ReplayText.of(CanonicalJson.MAPPER.convertValue(run.path("report"), ReplayReport.class)));
  }

  private int told(RunningHub.Ask ask) {
    return RunningHub.told(spec, ask);
  }
}
