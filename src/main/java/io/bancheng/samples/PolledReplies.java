package io.bancheng.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * What a department has said, for whoever asks its system: {@code ?since=} a time, {@code ?page=}
 * after page, {@code /<assignmentId>} about one assignment, with an {@code ETag}.
 */
public final class PolledReplies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Set<Habit> habits;
  private final List<ObjectNode> rows = new CopyOnWriteArrayList<>();
  private final Set<String> strangers = ConcurrentHashMap.newKeySet();
  private final AtomicReference<String> garbage = new AtomicReference<>();
  private volatile int size = 100;

  /** Replies of a system without bad habits. */
  public PolledReplies() {
    this(Set.of());
  }

  PolledReplies(Set<Habit> habits) {
    this.habits = habits;
  }

  /** Has something to say from that time on; what is no JSON it says once, in place of a page. */
  public void say(String reply, Instant at) {
    try {
      var time = OffsetDateTime.ofInstant(at, ZONE).truncatedTo(ChronoUnit.SECONDS);
      rows.add(((ObjectNode) JSON.readTree(reply)).put("updatedAt", time.toString()));
    } catch (JsonProcessingException e) {
      garbage.set(reply);
    }
  }

  /** Has so many rows on a page from now on. */
  public void pages(int of) {
    size = of;
  }

  /** Knows nothing of that case or assignment. */
  public void forget(String id) {
    strangers.add(id);
  }

  /** Answers a question at {@code …/replies}. */
  public void answer(HttpExchange exchange) throws IOException {
    String about = exchange.getRequestURI().getPath().replaceFirst(".*/replies/?", "");
    String broken = garbage.getAndSet(null);
    if (strangers.contains(about)) {
      exchange.sendResponseHeaders(404, -1);
    } else if (broken != null) {
      say(exchange, broken);
    } else {
      say(exchange, page(about, query(exchange)).toString());
    }
  }

  private JsonNode page(String about, Map<String, String> query) {
    boolean all = habits.contains(Habit.IGNORES_SINCE);
    var since = Optional.ofNullable(all ? null : query.get("since")).map(OffsetDateTime::parse);
    var found =
        rows.stream()
            .filter(row -> since.filter(s -> time(row).isBefore(s)).isEmpty())
            .filter(row -> row.path("assignmentId").asText().startsWith(about))
            .toList();
    int asked = Integer.parseInt(query.getOrDefault("page", "1"));
    int page = habits.contains(Habit.ONE_PAGE_FOR_EVER) ? 1 : asked;
    int of = query.containsKey("size") ? Integer.parseInt(query.get("size")) : size;
    var json = JSON.createObjectNode();
    json.putArray("rows").addAll(found.stream().skip((page - 1L) * of).limit(of).toList());
    return found.size() > page * of ? json.put("next", page + 1) : json;
  }

  private static void say(HttpExchange exchange, String page) throws IOException {
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    String etag = "\"" + Integer.toHexString(Arrays.hashCode(body)) + "\"";
    exchange.getResponseHeaders().add("ETag", etag);
    exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
    boolean known = etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    exchange.sendResponseHeaders(known ? 304 : 200, known ? -1 : body.length);
    if (!known) {
      exchange.getResponseBody().write(body);
    }
  }

  private static OffsetDateTime time(ObjectNode row) {
    return OffsetDateTime.parse(row.path("updatedAt").asText());
  }

  private static Map<String, String> query(HttpExchange exchange) {
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
    return Arrays.stream(query.split("&"))
        .filter(pair -> pair.contains("="))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}
