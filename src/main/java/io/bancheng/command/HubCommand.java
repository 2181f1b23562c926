package io.bancheng.command;

import java.util.Arrays;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The hub's commands for operators. Exit codes: 0 done, 1 findings, 2 usage, 3 cannot connect. */
@Command(
    name = "hub",
    description = "Bancheng (办成), the messaging hub behind can't-get-it-done windows.",
    mixinStandardHelpOptions = true,
    version = "bancheng 0.1.0",
    subcommands = {
      CheckCommand.class,
      TestCommand.class,
      ExplainCommand.class,
      ReplayCommand.class,
      ShadowCommand.class,
      ConfigCommand.class,
      ExportCommand.class,
      EvidenceCommand.class,
      VerifyCommand.class,
      KeyCommand.class,
      KitCommand.class,
      NewCommand.class,
      TableCommand.class,
      DoctorCommand.class,
      SimulateCommand.class
    })
public final class HubCommand {
  private static final Set<String> OPTIONS = Set.of("--help", "-h", "--version", "-V");

  HubCommand() {}

  /** Whether the arguments name a command; without one the hub itself is meant. */
  public static boolean isOne(String[] args) {
    return args.length > 0
        && (OPTIONS.contains(args[0])
            || Arrays.stream(HubCommand.class.getAnnotation(Command.class).subcommands())
                .anyMatch(one -> one.getAnnotation(Command.class).name().equals(args[0])));
  }

  /** Runs the command and returns its exit code. */
  public static int execute(String[] args) {
    return new CommandLine(new HubCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(args);
  }
}
