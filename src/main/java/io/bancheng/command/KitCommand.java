package io.bancheng.command;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Problems;
import io.bancheng.config.ConfigLoader;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.OperatorFiles;
import io.bancheng.config.RestDelivery;
import io.bancheng.embedded.EmbeddedException;
import io.bancheng.kit.ConformanceKit;
import io.bancheng.kit.Language;
import io.bancheng.kit.RestEndpoint;
import io.bancheng.kit.Sheet;
import io.bancheng.kit.Unreachable;
import io.bancheng.kit.Verdict;
import io.bancheng.mappings.DepartmentDialect;
import io.bancheng.mappings.Mappings;
import io.bancheng.mappings.ReplyMapping;
import io.bancheng.security.KeyException;
import io.bancheng.security.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hub kit}: whether a department's system does what the contract says. */
@Command(
    name = "kit",
    description = "Play the hub against a department's endpoint or queue.",
    mixinStandardHelpOptions = true)
final class KitCommand {
  private static final int CANNOT_CONNECT = 3;

  /** Time to start a program and let it find its queue. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Spec private CommandSpec spec;

  /** How the sheet is written. */
  enum Format {
    TEXT,
    JSON
  }

  /** Where the department of a queue reads, if not at the kit's own broker. */
  static final class Broker {
    @Option(
        names = "--broker",
        paramLabel = "URL",
        description = "an AMQP 1.0 broker to use instead of the kit's own; no hub may run on it")
    private String url;

    @Option(names = "--user", description = "who may write the cases queue and read the replies")
    private String user;

    @Option(names = "--password-file", paramLabel = "FILE", description = "its password, one line")
    private Path passwordFile;

    @Option(
        names = "--broker-port",
        paramLabel = "PORT",
        defaultValue = "5673",
        description = "where the kit's own broker listens; default ${DEFAULT-VALUE}")
    private int port;

    private String password() {
      return passwordFile == null ? null : new SecretFile(passwordFile).read().orElse(null);
    }
  }

  @Command(
      description = "Play all scenarios and print the verdict sheet.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {"0:all passed", "1:findings", "2:usage", "3:cannot connect"})
  int run(
      @Option(
              names = "--department",
              required = true,
              paramLabel = "FILE",
              description = "the department's file, config/departments/<region>-<type>.yaml")
          Path file,
      @Option(names = "--lang", defaultValue = "ZH", description = "zh or en") Language language,
      @Option(names = "--format", defaultValue = "TEXT", description = "text or json")
          Format format,
      @Option(
              names = "--within",
              paramLabel = "SECONDS",
              defaultValue = "10",
              description = "how long the department may take to sign or answer")
          int within,
      @Option(
              names = "--replies-port",
              paramLabel = "PORT",
              defaultValue = "8081",
              description = "where a department posts its replies, and fetches its letters by pull")
          int repliesPort,
      @Option(
              names = "--folder",
              paramLabel = "DIR",
              description = "files of a department lie here and not where its file says")
          Path folder,
      @Mixin Broker broker) {
    LoggingSystem.get(KitCommand.class.getClassLoader()).beforeInitialize();
    try {
      var connection = connection(file);
      var mappings = connection.mapping().map(name -> mappings());
      var words = mappings.flatMap(all -> all.replies(connection.mapping().get()));
      var target = new RestTarget(connection, var());
      var kit = kit(connection, words, Duration.ofSeconds(within), target);
      if (connection.settings() instanceof RestDelivery rest) {
        var dialect = mappings.flatMap(all -> all.department(connection.mapping().get()));
        return tell(
            rest(
                kit,
                target.endpoint(rest, dialect.orElse(DepartmentDialect.PLAIN)),
                repliesPort,
                target),
            language,
            format);
      }
      var stage = new KitStage(connection, var(), folder, spec.commandLine().getErr());
      if (stage.silence().isPresent()) {
        spec.commandLine().getErr().println(stage.silence().get());
        return CommandLine.ExitCode.USAGE;
      }
      return switch (connection.adapter()) {
        case "queue" -> tell(queue(kit, connection.id(), broker), language, format);
        case "pull" -> tell(stage.pull(kit, repliesPort, PATIENCE), language, format);
        case "file" -> {
          var own = mappings.flatMap(all -> all.department(connection.mapping().get()));
          var dialect = own.orElse(DepartmentDialect.PLAIN);
          yield tell(stage.files(kit, dialect, PATIENCE), language, format);
        }
        default ->
            throw new CommandLine.ParameterException(
                spec.commandLine(),
                "The kit plays the hub to departments with adapter queue, rest, pull or file; this"
                    + " one has %s.".formatted(connection.adapter()));
      };
    } catch (Problems e) {
      e.list().forEach(problem -> spec.commandLine().getErr().println(problem));
      return CommandLine.ExitCode.USAGE;
    } catch (KeyException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    } catch (Unreachable | EmbeddedException e) {
      spec.commandLine().getErr().println("Cannot connect: " + e.getMessage());
      return CANNOT_CONNECT;
    }
  }

  /** A department that is polled is asked; the words it answers in are a part of its file. */
  private static ConformanceKit kit(
      DepartmentConnection connection,
      Optional<ReplyMapping> words,
      Duration within,
      RestTarget target) {
    var kit = new ConformanceKit(connection.id(), words, within, Clock.systemUTC());
    return connection
        .poll()
        .flatMap(polling -> words.map(w -> kit.asking(target.polled(polling, w))))
        .orElse(kit);
  }

  private DepartmentConnection connection(Path file) {
    try {
      var folders = new Folders();
      return ConfigLoader.department(
          file.getFileName().toString(),
          Files.readAllBytes(file),
          new OperatorFiles(folders.config(), folders.mappings(), folders.routes()));
    } catch (IOException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), file + " cannot be read. Name the department's file.");
    }
  }

  private static Mappings mappings() {
    var folders = new Folders();
    var regions =
        new OperatorFiles(folders.config(), folders.mappings(), folders.routes()).load().regions();
    return Mappings.load(folders.mappings(), regions);
  }

  private Sheet rest(ConformanceKit kit, RestEndpoint endpoint, int port, RestTarget target) {
    var replies = new ConformanceKit.Replies(port, target.ownKey());
    return kit.overRest(
        endpoint,
        replies,
        url -> spec.commandLine().getErr().printf("Replies are taken at POST %s%n", url));
  }

  private Sheet queue(ConformanceKit kit, DepartmentId department, Broker broker) {
    if (broker.url != null) {
      return kit.overQueue(
          ConformanceKit.amqp(broker.url, broker.user, broker.password()), PATIENCE);
    }
    String system = "department." + department.dotted();
    try (var own = new KitBroker(keys(), system, broker.port)) {
      spec.commandLine()
          .getErr()
          .printf(
              "Start the department's program now: broker %s, user %s, password in %s%n",
              own.url(), system, keys().resolve(system + ".key"));
      return kit.overQueue(own.connections(), PATIENCE);
    }
  }

  private static Path keys() {
    return var().resolve("keys");
  }

  private static Path var() {
    return Path.of(System.getenv().getOrDefault("BANCHENG_VAR", "./var"));
  }

  private int tell(Sheet sheet, Language language, Format format) {
    var out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      out.println(sheet.json(language));
    } else {
      out.print(sheet.text(language));
    }
    out.flush();
    return sheet.count(Verdict.FAIL) == 0 ? 0 : 1;
  }
}
