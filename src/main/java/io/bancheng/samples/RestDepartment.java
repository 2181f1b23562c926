package io.bancheng.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A department with a server of its own: takes messages by {@code POST} or {@code PUT /cases} with
 * an {@code Idempotency-Key}, says by {@code GET /cases/<key>} whether it has one, brings its
 * replies to the hub and keeps them at {@code GET /replies}, for those who rather ask.
 */
final class RestDepartment implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST = 1 << 20;

  private final String expected;
  private final SignatureCheck signature;
  private final ScheduledExecutorService timer;
  private final SimulatedDepartment department;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(RestDepartment::daemon);
  private final PolledReplies replies;
  private final Map<String, String> taken = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();

  /**
   * Where the department is and where its replies go.
   *
   * @param department written {@code 340882.ybj}
   * @param port on loopback; 0 for any free one
   * @param incoming the key that the hub must show, or sign with
   * @param signed whether requests are signed
   * @param hub null if the department only waits to be asked
   * @param outgoing the department's own key at the hub
   */
  record Account(
      String department, int port, String incoming, boolean signed, URI hub, String outgoing) {}

  RestDepartment(Account account, Script script, Clock clock, ScheduledExecutorService timer)
      throws IOException {
    this.expected = "Bearer " + account.incoming();
    this.signature = account.signed() ? new SignatureCheck(account.incoming(), clock) : null;
    this.timer = timer;
    this.replies = new PolledReplies(script.habits());
    var callback =
        account.hub() == null
            ? null
            : new HubCallback(
                account.hub(),
                account.department(),
                account.outgoing(),
                script.has(Habit.GIVES_UP),
                timer);
    this.department =
        new SimulatedDepartment(
            script,
            clock,
            timer,
            reply -> {
              replies.say(reply, clock.instant());
              if (callback != null) {
                callback.accept(reply);
              }
            });
    this.server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), account.port()), 0);
    server.setExecutor(threads);
    server.createContext("/cases", this::cases);
    server.createContext("/replies", this::replies);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/cases");
  }

  private void cases(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
      if (department.script().has(Habit.REDIRECTS)) {
        exchange.getResponseHeaders().add("Location", url() + "/new");
        say(exchange, 307, "");
      } else if (!admitted(exchange, body)) {
        say(exchange, 401, "{\"code\":\"401\",\"msg\":\"密钥无效\"}");
      } else if (exchange.getRequestMethod().equals("GET")) {
        String key = exchange.getRequestURI().getPath().replaceFirst("/cases/?", "");
        say(exchange, taken.containsKey(key) ? 200 : 404, "{\"orderNo\":\"" + key + "\"}");
      } else if (!List.of("POST", "PUT").contains(exchange.getRequestMethod())) {
        say(exchange, 405, "");
      } else if (body.length > LARGEST) {
        say(exchange, 413, "{\"code\":\"413\",\"msg\":\"内容过大\"}");
      } else {
        take(exchange, body);
      }
    }
  }

  private void take(HttpExchange exchange, byte[] body) throws IOException {
    JsonNode message;
    try {
      message = JSON.readTree(text(exchange, body));
    } catch (JsonProcessingException e) {
      unreadable(exchange);
      return;
    }
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    if (message == null || !message.hasNonNull("assignmentId") || key == null) {
      unreadable(exchange);
      return;
    }
    String text = text(exchange, body);
    String before = department.script().has(Habit.FORGETS_KEYS) ? null : taken.get(key);
    if (before != null && !before.equals(text)) {
      say(exchange, 422, "{\"code\":\"422\",\"msg\":\"同一编号内容不同\"}");
      return;
    }
    answer(exchange, key, message, text);
  }

  private static String text(HttpExchange exchange, byte[] body) {
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    boolean chinese = type.toUpperCase(Locale.ROOT).contains("GB18030");
    return new String(body, chinese ? Charset.forName("GB18030") : StandardCharsets.UTF_8);
  }

  private void answer(HttpExchange exchange, String key, JsonNode message, String text)
      throws IOException {
    var answers = department.script().plan(message).answers();
    int nth = attempts.computeIfAbsent(key, none -> new AtomicInteger()).getAndIncrement();
    String how = nth < answers.size() ? answers.get(nth) : "200";
    if (how.equals("cut") || how.startsWith("2")) {
      taken.put(key, text);
      department.take(message);
    }
    if (how.equals("cut")) {
      return;
    }
    int status = Integer.parseInt(how.substring(0, 3));
    if (how.contains(" after ")) {
      after(how.substring(how.lastIndexOf(' ') + 1));
    }
    say(
        exchange,
        status,
        status < 300
            ? "{\"code\":\"0\",\"orderNo\":\"" + message.path("assignmentId").asText() + "\"}"
            : "{\"code\":\"" + status + "\",\"msg\":\"示例单位未受理\"}");
  }

  private void after(String duration) {
    long millis = ScriptReader.duration(duration).toMillis();
    try {
      timer.schedule(() -> true, millis, TimeUnit.MILLISECONDS).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void unreadable(HttpExchange exchange) throws IOException {
    if (department.script().has(Habit.TAKES_GARBAGE)) {
      say(exchange, 200, "{\"code\":\"0\"}");
    } else if (department.script().has(Habit.BREAKS)) {
      say(exchange, 500, "java.lang.NullPointerException\n\tat cn.example.Orders.take");
    } else {
      say(exchange, 400, "{\"code\":\"400\",\"msg\":\"内容无法读取\"}");
    }
  }

  private void replies(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!admitted(exchange, new byte[0])) {
        say(exchange, 401, "");
        return;
      }
      replies.answer(exchange);
    }
  }

  private boolean admitted(HttpExchange exchange, byte[] body) {
    if (department.script().has(Habit.ANY_KEY)) {
      return true;
    }
    var headers = exchange.getRequestHeaders();
    return signature == null
        ? expected.equals(headers.getFirst("Authorization"))
        : signature.holds(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            body,
            headers::getFirst);
  }

  private static void say(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "sample-department");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
