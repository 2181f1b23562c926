package io.bancheng.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Calls the hub over HTTP as a connected system does, with the key that the hub wrote for it. */
public final class HubClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI hub;
  private final Path var;

  /** What the hub answered. */
  public record Answer(int status, JsonNode body, HttpResponse<String> raw) {
    public String text(String field) {
      return body.path(field).asText();
    }
  }

  public HubClient(int port, Path var) {
    this.hub = URI.create("http://127.0.0.1:" + port);
    this.var = var;
  }

  /** Posts a body to a channel's entrance; status 0 if the hub could not be reached. */
  public Answer push(String channel, String body) {
    return push(channel, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with a body of another kind. */
  public Answer push(String channel, String mediaType, byte[] body) {
    return post(channel, "cases", mediaType, body);
  }

  /** Posts what a channel says about a case. */
  public Answer say(String channel, String body) {
    return post(channel, "messages", "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private Answer post(String channel, String path, String mediaType, byte[] body) {
    return send(
        request("channel." + channel, "/api/v1/channels/" + channel + "/" + path)
            .header("Content-Type", mediaType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  /** Posts a header and a row to a channel that sends tables. */
  public Answer pushRow(String channel, String csv, String key) {
    return send(
        request("channel." + channel, "/api/v1/channels/" + channel + "/cases")
            .header("Content-Type", "text/csv; charset=UTF-8")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(csv)));
  }

  /** Posts a sample as its channel does, to the path that the sample names. */
  public Answer push(ShippedSample sample) {
    return send(
        request("channel." + sample.channel(), sample.path())
            .header("Content-Type", sample.contentType())
            .POST(HttpRequest.BodyPublishers.ofByteArray(sample.body())));
  }

  /** Posts what a department replies, with that system's key. */
  public Answer reply(String system, String department, String mediaType, byte[] body) {
    return send(
        request(system, "/api/v1/departments/" + department + "/replies")
            .header("Content-Type", mediaType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  /** The same in the hub's own form, by the department itself. */
  public Answer reply(String department, String json) {
    return reply(
        "department." + department.replace(':', '.'),
        department,
        "application/json",
        json.getBytes(StandardCharsets.UTF_8));
  }

  public Answer get(String system, String path) {
    return send(request(system, path).GET());
  }

  /** Every parked message, page by page. */
  public List<JsonNode> parked() {
    var all = new ArrayList<JsonNode>();
    JsonNode page;
    do {
      long after = all.isEmpty() ? 0 : all.get(all.size() - 1).path("id").asLong();
      page = get("staff.admin", "/api/v1/parked?after=" + after).body().path("parked");
      page.forEach(all::add);
    } while (!page.isEmpty());
    return all;
  }

  public Answer act(String caseNo, String action, String data) {
    return act("staff.admin", caseNo, action, data);
  }

  /** The same by another member of staff. */
  public Answer act(String account, String caseNo, String action, String data) {
    return send(
        request(account, "/api/v1/cases/" + caseNo + "/actions/" + action)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(data)));
  }

  /** Posts nothing to a path. */
  public Answer post(String system, String path) {
    return send(request(system, path).POST(HttpRequest.BodyPublishers.noBody()));
  }

  /** Lets a parked message be tried again. */
  public Answer retryParked(long id) {
    return retry(id, "");
  }

  public Answer retry(long id, String query) {
    return send(
        request("staff.admin", "/api/v1/parked/" + id + "/retry" + query)
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  /** The case as staff sees it. */
  public JsonNode find(String caseNo) {
    return get("staff.admin", "/api/v1/cases/" + caseNo).body();
  }

  /** The folder that the hub writes to. */
  public Path var() {
    return var;
  }

  public String secret(String system) {
    try {
      return Leaks.secret(Files.readString(var.resolve("keys").resolve(system + ".key")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request that a test goes on with by itself. */
  public HttpRequest.Builder request(String system, String path) {
    return HttpRequest.newBuilder(hub.resolve(path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + secret(system));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      var raw = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Leaks.answered(raw);
      boolean json = raw.headers().firstValue("Content-Type").orElse("").contains("json");
      var body = json ? JSON.readTree(raw.body()) : JSON.nullNode();
      return new Answer(raw.statusCode(), body, raw);
    } catch (IOException e) {
      return new Answer(0, JSON.nullNode(), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
