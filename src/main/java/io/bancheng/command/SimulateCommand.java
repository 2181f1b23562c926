package io.bancheng.command;

import io.bancheng.canonical.Problems;
import io.bancheng.embedded.EmbeddedException;
import io.bancheng.simulate.Setting;
import io.bancheng.simulate.Stage;
import io.bancheng.simulate.Year;
import io.bancheng.simulate.YearReport;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hub simulate}: a year of the office in minutes. */
@Command(
    name = "simulate",
    description = {
      "Play a year of the office with the real steps, ledger and limits and simulated people.",
      "The same files and the same seed give the same report."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every promise was kept",
      "1:a feedback was late that nobody was warned of, or an invariant is broken",
      "2:usage",
      "3:no database"
    })
final class SimulateCommand implements Callable<Integer> {
  private static final int CANNOT_CONNECT = 3;
  private static final int WIDTH = 30;

  private int day;

  @Mixin private Folders folders;
  @Spec private CommandSpec spec;

  @Option(names = "--days", defaultValue = "366", description = "default ${DEFAULT-VALUE}")
  private int days;

  @Option(names = "--cases", defaultValue = "2000", description = "default ${DEFAULT-VALUE}")
  private int cases;

  @Option(names = "--seed", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "first day; default: New Year of the last year in config/calendars")
  private LocalDate from;

  @Option(names = "--format", defaultValue = "TEXT", description = "text or json")
  private Format format;

  @Option(
      names = "--database",
      paramLabel = "JDBC-URL",
      description =
          "an empty database to play with, user and password as for the hub; default: one of its own")
  private String database;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "keep the year's ledger and log there instead of throwing them away")
  private Path keep;

  /** How the report is written. */
  enum Format {
    TEXT,
    JSON
  }

  @Override
  public Integer call() {
    if (days < 1 || days > 3660 || cases < 0) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--days is from 1 to 3660, --cases from 0.");
    }
    try {
      var house = ServiceLoader.load(Stage.House.class).findFirst().orElseThrow();
      return tell(house.play(setting(), stage -> Year.play(setting(), stage, this::progress)));
    } catch (IllegalArgumentException | Problems e) {
      spec.commandLine().getErr().println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    } catch (EmbeddedException e) {
      spec.commandLine().getErr().println("Cannot connect: " + e.getMessage());
      return CANNOT_CONNECT;
    }
  }

  private Setting setting() {
    return new Setting(
        Optional.ofNullable(from),
        days,
        cases,
        seed,
        folders.config(),
        folders.mappings(),
        folders.routes(),
        Optional.ofNullable(database),
        Optional.ofNullable(keep));
  }

  /** A bar on a terminal, a line a month elsewhere. */
  private void progress(LocalDate today) {
    day++;
    var err = spec.commandLine().getErr();
    if (System.console() != null) {
      int full = WIDTH * day / days;
      err.printf("\r[%s%s] %s", "#".repeat(full), ".".repeat(WIDTH - full), today);
      err.printf(day == days ? "%n" : "");
    } else if (today.getDayOfMonth() == 1 || day == days) {
      err.printf("%s, day %d of %d%n", today, day, days);
    }
    err.flush();
  }

  private int tell(YearReport report) {
    var out = spec.commandLine().getOut();
    out.print(format == Format.JSON ? report.json() + System.lineSeparator() : report.text());
    out.flush();
    return report.good() ? 0 : 1;
  }
}
