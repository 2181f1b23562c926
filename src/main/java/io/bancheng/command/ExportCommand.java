package io.bancheng.command;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.bancheng.command.RunningHub.Refusal;
import io.bancheng.report.LedgerSheet;
import io.bancheng.report.LedgerSheet.Format;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hub export}: the ledger (台账) of some days as a file, fetched from the running hub. */
@Command(
    name = "export",
    description = "Write the ledger (台账) of some days as .xlsx or .csv; the hub must run.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:written", "1:refused or incomplete", "2:usage", "3:cannot connect"})
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RunningHub hub;

  @Option(names = "--from", required = true, paramLabel = "DAY", description = "the first day")
  private LocalDate from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DAY",
      description = "the day after the last")
  private LocalDate to;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "ends with .xlsx or .csv")
  private Path output;

  @Option(
      names = "--region",
      paramLabel = "CODE",
      description = "leading digits of the region code; any if left out")
  private String region;

  @Option(names = "--lang", defaultValue = "zh", description = "zh or en; default ${DEFAULT-VALUE}")
  private String lang;

  @Override
  public Integer call() {
    String name = output.getFileName().toString();
    var format =
        Format.of(name.substring(name.lastIndexOf('.') + 1))
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        name + " ends neither with .xlsx nor with .csv. Name it so."));
    return RunningHub.told(
        spec, () -> hub.download(path(), output, (part, answer) -> keep(answer, part, format)));
  }

  /** Always as CSV, so that rows can be counted while they come. */
  private String path() {
    return "/api/v1/export?from=%s&to=%s&format=csv&lang=%s%s"
        .formatted(from, to, lang, region == null ? "" : "&region=" + region);
  }

  private void keep(HttpResponse<InputStream> answer, Path part, Format format)
      throws IOException, Refusal {
    long rows = answer.headers().firstValueAsLong("Bancheng-Rows").orElse(0);
    long written = write(answer.body(), part, format, rows);
    if (written < rows) {
      throw new Refusal(1, "Only %d of %d rows came. Export again.".formatted(written, rows));
    }
    spec.commandLine().getOut().printf("%d rows in %s%n", written, output);
  }

  private long write(InputStream body, Path part, Format format, long rows) throws IOException {
    var progress = Progress.of(rows + 1);
    long written = -1;
    try (var lines =
            new CsvMapper()
                .readerForListOf(String.class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .<List<String>>readValues(body);
        var sheet = LedgerSheet.to(new BufferedOutputStream(Files.newOutputStream(part)), format)) {
      while (lines.hasNextValue()) {
        sheet.row(lines.nextValue());
        written++;
        progress.step();
      }
    }
    progress.end();
    return written;
  }
}
