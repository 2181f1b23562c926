package io.bancheng.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bancheng.canonical.DepartmentId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * The hub's own door for a department, on loopback: {@code POST /api/v1/departments/<id>/replies},
 * and {@code GET …/assignments} for one that fetches its letters. The first reply about an
 * assignment can be turned away, to see whether it comes again.
 */
final class Callback implements AutoCloseable {
  private static final int LARGEST = 1 << 20;
  private static final Pattern AFTER = Pattern.compile("(?:^|&)after=(\\d{1,9})(?:&|$)");
  private static final Pattern WAIT = Pattern.compile("(?:^|&)wait=(\\d{1,2})s(?:&|$)");

  private final DepartmentId department;
  private final String expected;
  private final Ear ear;
  private final Shelf shelf;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(Callback::daemon);
  private final Set<String> unlucky = ConcurrentHashMap.newKeySet();

  /**
   * Listens.
   *
   * @param replies where, and the key that the department must show
   * @param shelf where its letters wait; null if it does not fetch them
   */
  Callback(DepartmentId department, ConformanceKit.Replies replies, Ear ear, Shelf shelf)
      throws IOException {
    this.department = department;
    this.expected = "Bearer " + replies.key();
    this.ear = ear;
    this.shelf = shelf;
    this.server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), replies.port()), 0);
    server.setExecutor(threads);
    server.createContext("/api/v1/departments/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:%d/api/v1/departments/%s/replies"
        .formatted(server.getAddress().getPort(), department);
  }

  /** Turns the next reply about that assignment away, once. */
  void failOnce(String assignmentId) {
    unlucky.add(assignmentId);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
      String path = exchange.getRequestURI().getPath();
      boolean fetches = shelf != null && path.endsWith("/" + department + "/assignments");
      if (!fetches && !path.matches("/api/v1/departments/[^/]+/replies")) {
        say(exchange, 404, "{\"title\":\"not found\"}");
      } else if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        say(exchange, 401, "{\"title\":\"key unknown\"}");
      } else if (fetches) {
        hand(exchange);
      } else if (body.length > LARGEST) {
        say(exchange, 413, "{\"title\":\"too large\"}");
      } else {
        take(exchange, body);
      }
    }
  }

  /** Letters for the department, by {@code after} and {@code wait} as the hub takes them. */
  private void hand(HttpExchange exchange) throws IOException {
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
    var after = AFTER.matcher(query);
    var wait = WAIT.matcher(query);
    say(
        exchange,
        200,
        shelf.take(
            after.find() ? Integer.parseInt(after.group(1)) : 0,
            Duration.ofSeconds(wait.find() ? Integer.parseInt(wait.group(1)) : 0)));
  }

  private void take(HttpExchange exchange, byte[] body) throws IOException {
    var heard = ear.read(body, exchange.getRequestHeaders().getFirst("Content-Type"));
    if (heard.stream().anyMatch(reply -> unlucky.remove(reply.text("assignmentId")))) {
      exchange.getResponseHeaders().add("Retry-After", "1");
      say(exchange, 503, "{\"title\":\"try again\"}");
      return;
    }
    heard.forEach(ear::hear);
    boolean unreadable = heard.stream().anyMatch(reply -> reply.said() == null);
    say(exchange, unreadable ? 400 : 202, "{\"results\":[]}");
  }

  private static void say(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "kit-callback");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
