package io.bancheng.command;

import io.bancheng.security.SecretFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hub evidence}: everything that proves what happened, fetched from the running hub. */
@Command(
    name = "evidence",
    description =
        "Write events, audit and anchors (存证) into a file for hub verify; the hub must run.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:written", "1:refused or incomplete", "2:usage", "3:cannot connect"})
final class EvidenceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "a zip")
  private Path output;

  @Option(
      names = "--hub",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:${env:SERVER_PORT:-8080}",
      description = "where the hub runs; default ${DEFAULT-VALUE}")
  private URI hub;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      defaultValue = "${env:BANCHENG_VAR:-./var}/keys/staff.auditor.key",
      description = "an auditor's key; default ${DEFAULT-VALUE}")
  private Path keyFile;

  @Override
  public Integer call() {
    try {
      var key = new SecretFile(keyFile).read();
      return key.isPresent()
          ? fetch(key.get())
          : told(2, keyFile + " is missing. Name an auditor's key with --key-file.");
    } catch (IOException e) {
      return told(
          3,
          "%s cannot be reached, or broke off: %s. Start the hub, or name it with --hub."
              .formatted(hub, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return told(1, "Interrupted; nothing was written.");
    }
  }

  /** A file of that name is there when it is whole, and not before. */
  private int fetch(String key) throws IOException, InterruptedException {
    var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    var request =
        HttpRequest.newBuilder(hub.resolve("/api/v1/evidence"))
            .header("Authorization", "Bearer " + key)
            .build();
    var answer = http.send(request, BodyHandlers.ofInputStream());
    try (var body = answer.body()) {
      if (answer.statusCode() != 200) {
        String why = new String(body.readNBytes(2000), StandardCharsets.UTF_8);
        return told(1, "The hub refused (%d): %s".formatted(answer.statusCode(), why));
      }
      var part = output.resolveSibling(output.getFileName() + ".part");
      Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, output, StandardCopyOption.REPLACE_EXISTING);
      spec.commandLine().getOut().printf("%d bytes in %s%n", Files.size(output), output);
      return 0;
    }
  }

  private int told(int code, String what) {
    spec.commandLine().getErr().println(what);
    return code;
  }
}
