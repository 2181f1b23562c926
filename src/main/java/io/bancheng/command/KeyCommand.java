package io.bancheng.command;

import io.bancheng.security.DataKeys;
import io.bancheng.security.KeyException;
import io.bancheng.security.SystemKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Command(
      description = {
        "Write a new key; the one before works until the next rotate or revoke.",
        "\"data\" is the key that seals what people said; the old ones go on opening."
      })
  int rotate(@Parameters(paramLabel = "SYSTEM|data") String id) {
    if (id.equals("data")) {
      var folder = LedgerAccess.keys(null);
      return change(
          () ->
              spec.commandLine()
                  .getOut()
                  .printf("New key in %s/data-%d.secret%n", folder, new DataKeys(folder).next()));
    }
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

  @Command(
      description =
          "Seal with the newest data key what older ones sealed; the hub may run meanwhile.",
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {"0:sealed", "3:cannot connect"})
  int reseal(@Mixin LedgerAccess ledger) {
    var resealer = ledger.resealer();
    if (resealer.isEmpty()) {
      spec.commandLine().getErr().println("No ledger is there. Start the hub, or name its --var.");
      return 3;
    }
    long rows = resealer.get().everything(done -> {});
    spec.commandLine().getOut().println(rows + " rows sealed anew");
    return 0;
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
    return new SystemKeys(LedgerAccess.keys(null));
  }
}
