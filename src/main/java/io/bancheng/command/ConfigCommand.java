package io.bancheng.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.command.RunningHub.Refusal;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub config}: versions of the operators' files in the running hub, and the way back. */
@Command(
    name = "config",
    description = "List, compare and bring back versions of the files that are in force.",
    mixinStandardHelpOptions = true)
final class ConfigCommand {
  private static final String VERSIONS = "/api/v1/configuration/versions";
  private static final String PROPOSALS = "/api/v1/proposals";
  private static final int SHORT = 12;

  @Spec private CommandSpec spec;

  @Command(description = "Who put which version into force when; the first line is in force.")
  int list(
      @Mixin RunningHub hub,
      @Option(names = "--limit", defaultValue = "20") int limit,
      @Option(names = "--json", description = "as JSON, for programs") boolean json) {
    return told(
        () -> {
          var changes = hub.json(VERSIONS + "?limit=" + limit);
          if (json) {
            out().println(changes);
          } else {
            changes.path("changes").forEach(this::line);
          }
        });
  }

  @Command(
      description = "What changed from one version to another, by default to the one in force.")
  int diff(
      @Mixin RunningHub hub,
      @Parameters(paramLabel = "FROM") String from,
      @Parameters(arity = "0..1", paramLabel = "TO") String to) {
    return told(
        () -> {
          String until = to == null ? inForce(hub) : to;
          out().print(hub.text(VERSIONS + "/" + until + "/diff?from=" + from));
        });
  }

  @Command(description = "Bring back the version that was in force before this one.")
  int rollback(@Mixin RunningHub hub) {
    return told(
        () -> {
          var head = hub.json(VERSIONS + "?limit=1").at("/changes/0");
          if (head.path("previous").isNull() || head.path("previous").isMissingNode()) {
            throw new Refusal(1, "There was no version before this one.");
          }
          put(hub, head.path("previous").asText(), head.path("version").asText());
        });
  }

  @Command(description = "Put any kept version into force; its first digits are enough.")
  int use(
      @Mixin RunningHub hub,
      @Parameters(paramLabel = "VERSION") String version,
      @Option(
              names = "--instead-of",
              paramLabel = "VERSION",
              description = "do so only while that one is in force")
          String insteadOf) {
    return told(() -> put(hub, version, insteadOf == null ? inForce(hub) : insteadOf));
  }

  @Command(description = "What waits for a second person, and what came of earlier proposals.")
  int proposals(@Mixin RunningHub hub) {
    return told(
        () ->
            hub.json(PROPOSALS)
                .path("proposals")
                .forEach(
                    p ->
                        out()
                            .printf(
                                "%-5s %-9s %-13s %s  %s%n",
                                p.path("id").asText(),
                                p.path("state").asText(),
                                p.path("kind").asText(),
                                p.path("subject").asText(),
                                p.path("by").asText())));
  }

  @Command(description = "Agree to what another person proposed.")
  int approve(@Mixin RunningHub hub, @Parameters(paramLabel = "PROPOSAL") long id) {
    return told(() -> decide(hub, id, "approve"));
  }

  @Command(description = "Refuse what somebody proposed, or take back what is your own.")
  int refuse(@Mixin RunningHub hub, @Parameters(paramLabel = "PROPOSAL") long id) {
    return told(() -> decide(hub, id, "refuse"));
  }

  private void decide(RunningHub hub, long id, String how) throws Refusal {
    var now = hub.post(PROPOSALS + "/" + id + "/" + how, Map.of());
    out().printf("Proposal %d: %s%n", id, now.path("state").asText());
  }

  private void put(RunningHub hub, String version, String inForce) throws Refusal {
    var now = hub.post(VERSIONS + "/" + version + "/use", Map.of("If-Match", inForce));
    if (now.has("id")) {
      out().printf("Proposal %s waits for a second person.%n", now.path("id").asText());
      return;
    }
    out()
        .printf(
            "%s is in force instead of %s.%n",
            shortened(now.path("version").asText()), shortened(inForce));
  }

  private static String inForce(RunningHub hub) throws Refusal {
    return hub.json(VERSIONS + "?limit=1").at("/changes/0/version").asText();
  }

  private void line(JsonNode change) {
    out()
        .printf(
            "%s  %s  %-8s %s%n",
            shortened(change.path("version").asText()),
            change.path("at").asText(),
            change.path("how").asText(),
            change.path("by").asText());
  }

  private static String shortened(String version) {
    return version.substring(0, Math.min(SHORT, version.length()));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private int told(RunningHub.Ask ask) {
    return RunningHub.told(spec, ask);
  }
}
