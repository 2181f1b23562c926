package io.bancheng.command;

import io.bancheng.canonical.Problems;
import io.bancheng.config.ConfigLoader;
import io.bancheng.config.HubConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub new department}: the file that connects a department. */
@Command(
    name = "department",
    description = "Write config/departments/<region>-<type>.yaml, commented, ready for check.",
    mixinStandardHelpOptions = true)
final class NewDepartmentCommand implements Callable<Integer> {
  private static final Pattern ID = Pattern.compile("(\\d{6,12}):([a-z][a-z0-9]*)");

  @Parameters(paramLabel = "ID", description = "region code and type, e.g. 340882:wjw")
  private String id;

  @ArgGroup(multiplicity = "1")
  private Kind kind;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "folder with config/, routes/ and mappings/; default: where the hub looks")
  private Path dir;

  @Spec private CommandSpec spec;

  /** How it is connected. */
  static final class Kind {
    @Option(names = "--queue", description = "its own program reads its queue")
    boolean queue;

    @Option(names = "--pull", description = "its system calls the hub")
    boolean pull;

    @Option(names = "--rest", paramLabel = "URL", description = "the hub posts to its system")
    String rest;

    @Option(
        names = "--poll",
        paramLabel = "URL",
        description = "the hub posts to its system and asks it for replies; URL of the replies")
    String poll;

    @Option(names = "--mail", paramLabel = "ADDRESS", description = "it has nothing but e-mail")
    String mail;

    @Option(
        names = "--file",
        paramLabel = "FOLDER",
        description = "it exchanges files in a folder below BANCHENG_VAR")
    String file;

    /** Which skeleton it is. */
    String name() {
      return queue ? "queue" : pull ? "pull" : rest != null ? "rest" : other();
    }

    private String other() {
      return poll != null ? "poll" : mail != null ? "mail" : "file";
    }
  }

  @Override
  public Integer call() {
    var parts = ID.matcher(id);
    if (!parts.matches()) {
      throw new ParameterException(
          spec.commandLine(), "\"" + id + "\" is no department. Write its id as 340882:wjw.");
    }
    var folders = Folders.of(dir);
    known(parts, folders);
    Path file =
        folders
            .config()
            .resolve("departments/%s-%s.yaml".formatted(parts.group(1), parts.group(2)));
    NewCommand.write(spec, Map.of(file, NewCommand.utf8(skeleton(parts))));
    int exit = NewCommand.checked(spec, folders);
    spec.commandLine().getOut().print(next(id.replace(':', '.')));
    spec.commandLine().getOut().flush();
    return exit;
  }

  private void known(Matcher parts, Folders folders) {
    HubConfig config;
    try {
      config = ConfigLoader.load(folders.config(), folders.mappings(), folders.routes());
    } catch (Problems e) {
      throw new ParameterException(
          spec.commandLine(),
          "The files are broken as they are; mend them first (hub check):\n" + e.getMessage());
    }
    if (!config.regions().knows(parts.group(1))) {
      throw new ParameterException(
          spec.commandLine(),
          "Region %s is not in tables/regions.csv. Add its row first.".formatted(parts.group(1)));
    }
    if (config.departments().type(parts.group(2)).isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "Type \"%s\" is not in tables/departments.csv. Add its row first."
              .formatted(parts.group(2)));
    }
  }

  private String skeleton(Matcher parts) {
    String type = parts.group(2);
    String text =
        resource(kind.name())
            .replace(": copy to config/departments/<region>-<type>.yaml.", ".")
            .replace("<region>", parts.group(1))
            .replace("<type>", type)
            .replace("<user>", "department." + parts.group(1) + "." + type);
    return switch (kind.name()) {
      case "rest" -> text.replaceFirst("url: \\S+", quoted("url: " + kind.rest));
      case "poll" -> text.replaceFirst("(?m)^  url: \\S+", quoted("  url: " + kind.poll));
      case "mail" -> text.replaceFirst("(?m)^  to: \\S+", quoted("  to: " + kind.mail));
      case "file" -> text.replaceFirst("at: \\S+", quoted("at: " + kind.file));
      default -> text;
    };
  }

  private static String quoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }

  /** The examples of the documentation go along in the jar. */
  private static String resource(String name) {
    String path = "/skeletons/departments/" + name + ".yaml";
    try (InputStream in = NewDepartmentCommand.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String next(String system) {
    return switch (kind.name()) {
      case "queue", "pull" ->
          """
          A running hub takes it up by itself; its key is var/keys/department.%s.key then.
          Let it try: bin/hub kit run --help
          """
              .formatted(system);
      case "rest", "poll" ->
          """
          Go through the file, then put its secret into var/keys/department.%s.rest.secret (mode 0600).
          """
              .formatted(system);
      default -> "Go through the file: servers, users and secrets are its examples' still.\n";
    };
  }
}
