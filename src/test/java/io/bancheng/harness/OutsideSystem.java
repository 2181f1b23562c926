package io.bancheng.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Somebody else's system that takes messages over HTTP, in every mood that a test wants. */
public final class OutsideSystem implements AutoCloseable {
  /** How it answers one request. */
  @FunctionalInterface
  public interface Mood {
    void answer(HttpExchange exchange) throws IOException;
  }

  /** A request as it came. */
  public record Request(String path, String key, String authorization, String body) {}

  private final int port = freePort();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Mood mood = status(200);
  private HttpServer server;
  private ExecutorService threads;

  /** Answers with that status and header, without a body. */
  public static Mood status(int status, String... header) {
    return exchange -> {
      for (int i = 0; i + 1 < header.length; i += 2) {
        exchange.getResponseHeaders().add(header[i], header[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  public String url() {
    return "http://127.0.0.1:" + port + "/take";
  }

  public List<Request> requests() {
    return requests;
  }

  public void is(Mood next) {
    mood = next;
  }

  public synchronized void up() {
    try {
      threads = Executors.newCachedThreadPool();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.setExecutor(threads);
      server.createContext("/", this::take);
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public synchronized void down() {
    if (server != null) {
      server.stop(0);
      threads.shutdownNow();
      server = null;
    }
  }

  @Override
  public void close() {
    down();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var headers = exchange.getRequestHeaders();
      requests.add(
          new Request(
              exchange.getRequestURI().getPath(),
              headers.getFirst("Idempotency-Key"),
              headers.getFirst("Authorization"),
              body));
      mood.answer(exchange);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
