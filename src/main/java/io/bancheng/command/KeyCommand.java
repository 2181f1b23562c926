package io.bancheng.command;

import io.bancheng.security.KeyException;
import io.bancheng.security.SystemKeys;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub key}: the secrets of connected systems; a running hub follows within seconds. */
@Command(
    name = "key",
    description = "List, rotate and revoke the keys of connected systems.",
    mixinStandardHelpOptions = true)
final class KeyCommand {
  @Spec private CommandSpec spec;

  @Command(description = "Who has a key, since when, and whether an earlier one still works.")
  int list() {
    var out = spec.commandLine().getOut();
    keys()
        .list()
        .forEach(
            key ->
                out.printf(
                    "%-28s %s%s%n",
                    key.id(),
                    key.created(),
                    key.previousValid() ? "  (previous still valid)" : ""));
    return 0;
  }

  @Command(description = "Write a new key; the one before works until the next rotate or revoke.")
  int rotate(@Parameters(paramLabel = "SYSTEM") String id) {
    return change(() -> spec.commandLine().getOut().println("New key in " + keys().rotate(id)));
  }

  @Command(description = "Shut a system out: none of its keys works any more.")
  int revoke(@Parameters(paramLabel = "SYSTEM") String id) {
    return change(
        () -> {
          keys().revoke(id);
          spec.commandLine().getOut().println(id + " has no key any more.");
        });
  }

  private int change(Runnable change) {
    try {
      change.run();
      return 0;
    } catch (KeyException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private static SystemKeys keys() {
    return new SystemKeys(
        Path.of(
                Optional.ofNullable(System.getenv("BANCHENG_SHARED"))
                    .or(() -> Optional.ofNullable(System.getenv("BANCHENG_VAR")))
                    .orElse("./var"))
            .resolve("keys"));
  }
}
