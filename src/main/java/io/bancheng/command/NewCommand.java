package io.bancheng.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code hub new}: commented skeletons of the files that connect somebody. */
@Command(
    name = "new",
    description = "Write the files that connect a department or a channel, ready for check.",
    subcommands = {NewDepartmentCommand.class, NewChannelCommand.class},
    mixinStandardHelpOptions = true)
final class NewCommand {
  private NewCommand() {}

  /**
   * Writes them, and none if one is there already.
   *
   * @throws ParameterException if one is there already, or cannot be written
   */
  static void write(CommandSpec spec, Map<Path, byte[]> files) {
    for (Path file : files.keySet()) {
      if (Files.exists(file)) {
        throw new ParameterException(
            spec.commandLine(), file + " is there already. Change it, or delete it first.");
      }
    }
    try {
      for (var file : files.entrySet()) {
        Files.createDirectories(file.getKey().getParent());
        Files.write(file.getKey(), file.getValue(), StandardOpenOption.CREATE_NEW);
        spec.commandLine().getOut().println("written  " + file.getKey());
      }
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "It cannot be written: " + e);
    }
  }

  /** Tells what {@code check} says about the new files; the exit code. */
  static int checked(CommandSpec spec, Folders folders) {
    var out = spec.commandLine().getOut();
    var problems = Found.in(folders).problems();
    problems.forEach(out::println);
    out.println(problems.isEmpty() ? "No problem found." : problems.size() + " problem(s).");
    out.flush();
    return problems.isEmpty() ? 0 : 1;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
