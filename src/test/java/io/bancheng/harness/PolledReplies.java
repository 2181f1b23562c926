package io.bancheng.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.bancheng.harness.OutsideSystem.Mood;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * What a department's own system has to say to whoever asks: rows since a time, page by page, with
 * an {@code ETag}. Told by case: {@code …/<caseNo>}, or 404.
 */
public final class PolledReplies implements Mood {
  /** How the hub reads it: {@code mappings/departments/polled.yaml}. */
  public static final String WORDS =
      """
      source: json
      version: 1
      items: rows
      page: { cursor: rows.updatedAt, next: next }
      reply:
        eventType: eventType
        assignmentId: assignmentId
        occurredAt: occurredAt
        actor: actor
        idempotencyKey: idempotencyKey
        opinionText: opinionText
        resultType: resultType
      """;

  private static final ObjectMapper JSON = new ObjectMapper();
  private final List<ObjectNode> rows = new CopyOnWriteArrayList<>();
  private final List<String> strangers = new CopyOnWriteArrayList<>();
  private volatile int size = 100;

  /** Says something; it is new at that time, e.g. {@code 2026-10-13T09:00:00+08:00}. */
  public void say(ObjectNode reply, String updatedAt) {
    rows.add(reply.deepCopy().put("updatedAt", updatedAt));
  }

  /** Has so many rows on a page from now on. */
  public void pages(int of) {
    size = of;
  }

  /** Knows nothing of that case. */
  public void forget(String caseNo) {
    strangers.add(caseNo);
  }

  @Override
  public void answer(HttpExchange exchange) throws IOException {
    var query = query(exchange);
    String path = exchange.getRequestURI().getPath();
    String about = path.replaceFirst(".*/replies/?", "");
    if (strangers.contains(about)) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    var since = Optional.ofNullable(query.get("since")).map(OffsetDateTime::parse);
    var all =
        rows.stream()
            .filter(row -> since.filter(s -> time(row).isBefore(s)).isEmpty())
            .filter(row -> row.path("assignmentId").asText().startsWith(about))
            .toList();
    int page = Integer.parseInt(query.getOrDefault("page", "1"));
    var some = all.stream().skip((page - 1L) * size).limit(size).toList();
    say(exchange, page(some, all.size() > page * size ? page + 1 : 0));
  }

  private static JsonNode page(List<ObjectNode> rows, int next) {
    var page = JSON.createObjectNode();
    page.putArray("rows").addAll(rows);
    return next == 0 ? page : page.put("next", next);
  }

  private static void say(HttpExchange exchange, JsonNode page) throws IOException {
    byte[] body = page.toString().getBytes(StandardCharsets.UTF_8);
    String etag = "\"" + Arrays.hashCode(body) + "\"";
    exchange.getResponseHeaders().add("ETag", etag);
    if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static OffsetDateTime time(ObjectNode row) {
    return OffsetDateTime.parse(row.path("updatedAt").asText());
  }

  private static Map<String, String> query(HttpExchange exchange) {
    return Arrays.stream(
            Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "").split("&"))
        .filter(pair -> pair.contains("="))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}
