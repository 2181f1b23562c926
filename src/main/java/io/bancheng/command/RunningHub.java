package io.bancheng.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The hub that runs, as its staff's key reaches it. */
final class RunningHub {
  static final int CANNOT_CONNECT = 3;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  /** Whose key is read when no other is named. */
  private final String account;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "the running hub; default: http://localhost:$SERVER_PORT")
  private URI url;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "a key of staff; default: in $BANCHENG_VAR/keys")
  private Path keyFile;

  RunningHub() {
    this("staff.admin");
  }

  RunningHub(String account) {
    this.account = account;
  }

  /** It cannot be reached, or refuses; the message is for the operator. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    Refusal(int exitCode, String message) {
      super(message);
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  JsonNode json(String path) throws Refusal {
    return tree(text(path));
  }

  String text(String path) throws Refusal {
    return send(request(path).GET());
  }

  JsonNode post(String path, Map<String, String> headers) throws Refusal {
    var request = request(path).POST(HttpRequest.BodyPublishers.noBody());
    headers.forEach(request::header);
    return tree(send(request));
  }

  JsonNode post(String path, byte[] zip) throws Refusal {
    return tree(
        send(
            request(path)
                .header("Content-Type", "application/zip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zip))));
  }

  JsonNode delete(String path) throws Refusal {
    return tree(send(request(path).DELETE()));
  }

  /** What is done with an answer while it comes. */
  interface Download {
    void to(Path part, HttpResponse<InputStream> answer) throws IOException, Refusal;
  }

  /** A file of that name is there when it is whole, and not before. */
  void download(String path, Path file, Download download) throws Refusal {
    var part = file.resolveSibling(file.getFileName() + ".part");
    var answer = answer(request(path).GET(), BodyHandlers.ofInputStream());
    try (var body = answer.body()) {
      if (answer.statusCode() != 200) {
        refuse(answer.statusCode(), new String(body.readNBytes(2000), StandardCharsets.UTF_8));
      }
      download.to(part, answer);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Refusal(CANNOT_CONNECT, "It broke off: %s. Do it again.".formatted(e.getMessage()));
    } finally {
      part.toFile().delete();
    }
  }

  /** What asks the running hub. */
  interface Ask {
    void go() throws Refusal;
  }

  /** Asks, and says what went wrong; the exit code of the command. */
  static int told(CommandSpec spec, Ask ask) {
    try {
      ask.go();
      spec.commandLine().getOut().flush();
      return 0;
    } catch (Refusal e) {
      spec.commandLine().getErr().println(e.getMessage());
      return e.exitCode();
    }
  }

  private HttpRequest.Builder request(String path) throws Refusal {
    return HttpRequest.newBuilder(hub().resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + key());
  }

  private URI hub() {
    return url != null
        ? url
        : URI.create("http://localhost:" + System.getenv().getOrDefault("SERVER_PORT", "8080"));
  }

  private String key() throws Refusal {
    Path file =
        keyFile != null
            ? keyFile
            : Path.of(System.getenv().getOrDefault("BANCHENG_VAR", "./var"))
                .resolve("keys/" + account + ".key");
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw new Refusal(
          CANNOT_CONNECT,
          file + " does not exist. Name the key of staff with --key-file, or set BANCHENG_VAR.");
    } catch (IOException e) {
      throw new Refusal(CANNOT_CONNECT, file + " cannot be read: " + e);
    }
  }

  private String send(HttpRequest.Builder request) throws Refusal {
    var answer = answer(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (answer.statusCode() >= 300) {
      refuse(answer.statusCode(), answer.body());
    }
    return answer.body();
  }

  private <T> HttpResponse<T> answer(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) throws Refusal {
    try {
      return HTTP.send(request.build(), handler);
    } catch (IOException e) {
      throw new Refusal(
          CANNOT_CONNECT,
          "No hub answers at %s (%s). Start it with \"bin/hub run\", or name it with --url."
              .formatted(hub(), e.getClass().getSimpleName()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(CANNOT_CONNECT, "Interrupted.");
    }
  }

  private static void refuse(int status, String body) throws Refusal {
    var why = new StringBuilder("The hub refuses (%d)".formatted(status));
    try {
      var problem = CanonicalJson.MAPPER.readTree(body);
      why.append(": ").append(problem.path("detail").asText());
      for (JsonNode error : problem.path("errors")) {
        why.append(
            "\n%s %s".formatted(error.path("pointer").asText(), error.path("detail").asText()));
      }
    } catch (IOException e) {
      why.append('.');
    }
    throw new Refusal(status >= 500 ? CANNOT_CONNECT : 1, why.toString());
  }

  private static JsonNode tree(String text) throws Refusal {
    try {
      return CanonicalJson.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new Refusal(CANNOT_CONNECT, "What answers there is no hub.");
    }
  }
}
