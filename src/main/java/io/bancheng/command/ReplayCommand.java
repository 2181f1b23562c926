package io.bancheng.command;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Problems;
import io.bancheng.config.ConfigLoader;
import io.bancheng.config.HubConfig;
import io.bancheng.ledger.PastCases;
import io.bancheng.rehearse.Replay;
import io.bancheng.rehearse.ReplayReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hub replay}: the ledger's real cases under other rules; changes nothing. */
@Command(
    name = "replay",
    description = "Run the ledger's past cases through other rules and say what would change.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  private static final int CANNOT_CONNECT = 3;

  @Option(
      names = "--rules",
      required = true,
      paramLabel = "DIR",
      description = "folder with the other config/; routes/ and mappings/ may be missing")
  private Path rules;

  @Option(names = "--dir", paramLabel = "DIR", description = "folder with the files in force")
  private Path dir;

  @Mixin private Period period;
  @Mixin private LedgerAccess ledger;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json")
  private Format format = Format.text;

  @Spec private CommandSpec spec;

  /** How the report is written. */
  enum Format {
    text,
    json
  }

  /** When the cases were registered, by days of the hub's zone. */
  static final class Period {
    @Option(names = "--since", required = true, paramLabel = "DATE", description = "first day")
    private LocalDate since;

    @Option(names = "--until", paramLabel = "DATE", description = "last day; default: today")
    private LocalDate until;

    Instant from() {
      return since.atStartOfDay(CanonicalJson.ZONE).toInstant();
    }

    Instant to() {
      return until == null
          ? Clock.systemUTC().instant()
          : until.plusDays(1).atStartOfDay(CanonicalJson.ZONE).toInstant();
    }
  }

  @Override
  public Integer call() {
    var cases = ledger.pastCases();
    if (cases.isEmpty()) {
      return failed(CANNOT_CONNECT, "No ledger is found. Start the hub, or name its --var.");
    }
    try {
      var own = Folders.of(dir);
      var other = Folders.of(rules);
      if (!Files.isDirectory(other.config())) {
        return failed(2, other.config() + " does not exist. Name the folder that holds config/.");
      }
      var inForce = ConfigLoader.load(own.config(), own.mappings(), own.routes());
      var candidate =
          ConfigLoader.load(
              other.config(),
              Files.exists(other.mappings()) ? other.mappings() : own.mappings(),
              Files.exists(other.routes()) ? other.routes() : own.routes());
      print(replay(cases.get(), inForce, candidate));
      return 0;
    } catch (Problems e) {
      return failed(1, "These files cannot be used; hub check says the same:\n" + e.getMessage());
    } catch (DataAccessException | TransactionException e) {
      return failed(
          CANNOT_CONNECT, "The ledger cannot be reached. Start the hub. " + e.getMessage());
    }
  }

  private ReplayReport replay(PastCases cases, HubConfig inForce, HubConfig candidate) {
    var progress = Progress.of(cases.count(period.from(), period.to()));
    var replay = Replay.beside(inForce, candidate);
    cases.each(
        period.from(),
        period.to(),
        past -> {
          replay.look(past);
          progress.step();
        });
    progress.end();
    return replay.report();
  }

  private void print(ReplayReport report) {
    var out = spec.commandLine().getOut();
    out.print(format == Format.json ? CanonicalJson.write(report) + "\n" : ReplayText.of(report));
    out.flush();
  }

  private int failed(int code, String why) {
    spec.commandLine().getErr().println(why);
    return code;
  }
}
