package io.bancheng.command;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.bancheng.report.LedgerSheet;
import io.bancheng.report.LedgerSheet.Format;
import io.bancheng.security.SecretFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
  private static final int CANNOT_CONNECT = 3;

  @Spec private CommandSpec spec;

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

  @Option(
      names = "--hub",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:${env:SERVER_PORT:-8080}",
      description = "where the hub runs; default ${DEFAULT-VALUE}")
  private URI hub;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      defaultValue = "${env:BANCHENG_VAR:-./var}/keys/staff.admin.key",
      description = "a staff account's key; default ${DEFAULT-VALUE}")
  private Path keyFile;

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
    try {
      return fetch(format);
    } catch (IOException e) {
      return told(
          CANNOT_CONNECT,
          "%s cannot be reached, or broke off: %s. Start the hub, or name it with --hub."
              .formatted(hub, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return told(1, "Interrupted; nothing was written.");
    }
  }

  private int fetch(Format format) throws IOException, InterruptedException {
    var key = new SecretFile(keyFile).read();
    if (key.isEmpty()) {
      return told(2, keyFile + " is missing. Name a staff account's key with --key-file.");
    }
    var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    var answer = http.send(request(key.get()), BodyHandlers.ofInputStream());
    try (var body = answer.body()) {
      return answer.statusCode() == 200
          ? keep(answer, body, format)
          : told(
              1,
              "The hub refused (%d): %s"
                  .formatted(
                      answer.statusCode(),
                      new String(body.readNBytes(2000), StandardCharsets.UTF_8)));
    }
  }

  /** Always as CSV, so that rows can be counted while they come. */
  private HttpRequest request(String key) {
    String query =
        "from=%s&to=%s&format=csv&lang=%s%s"
            .formatted(from, to, lang, region == null ? "" : "&region=" + region);
    return HttpRequest.newBuilder(hub.resolve("/api/v1/export?" + query))
        .header("Authorization", "Bearer " + key)
        .build();
  }

  /** A file of that name is there when it is whole, and not before. */
  private int keep(HttpResponse<InputStream> answer, InputStream body, Format format)
      throws IOException {
    long rows = answer.headers().firstValueAsLong("Bancheng-Rows").orElse(0);
    var part = output.resolveSibling(output.getFileName() + ".part");
    long written = write(body, part, format, rows);
    if (written < rows) {
      Files.deleteIfExists(part);
      return told(1, "Only %d of %d rows came. Export again.".formatted(written, rows));
    }
    Files.move(part, output, StandardCopyOption.REPLACE_EXISTING);
    spec.commandLine().getOut().printf("%d rows in %s%n", written, output);
    return 0;
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

  private int told(int code, String what) {
    spec.commandLine().getErr().println(what);
    return code;
  }
}
