package io.bancheng.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Somebody else's system that takes messages over HTTP, in every mood that a test wants. */
public final class OutsideSystem implements AutoCloseable {
  /** How it answers one request. */
  @FunctionalInterface
  public interface Mood {
    void answer(HttpExchange exchange) throws IOException;
  }

  /** A request as it came. */
  public record Request(
      String method,
      String path,
      String query,
      String key,
      String authorization,
      com.sun.net.httpserver.Headers headers,
      byte[] raw) {
    /** The body as UTF-8. */
    public String body() {
      return new String(raw, StandardCharsets.UTF_8);
    }
  }

  private final int port = freePort();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Mood mood = status(200);
  private final Optional<SSLContext> tls;
  private HttpServer server;
  private ExecutorService threads;

  public OutsideSystem() {
    this(null);
  }

  /** A system that speaks TLS, and wants to see a certificate. */
  public OutsideSystem(SSLContext tls) {
    this.tls = Optional.ofNullable(tls);
  }

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
    return (tls.isPresent() ? "https" : "http") + "://127.0.0.1:" + port + "/take";
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
      server = create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
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

  public synchronized boolean isDown() {
    return server == null;
  }

  @Override
  public void close() {
    down();
  }

  private HttpServer create(InetSocketAddress at) throws IOException {
    if (tls.isEmpty()) {
      return HttpServer.create(at, 0);
    }
    var secure = HttpsServer.create(at, 0);
    secure.setHttpsConfigurator(
        new HttpsConfigurator(tls.get()) {
          @Override
          public void configure(HttpsParameters parameters) {
            var wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    return secure;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var headers = exchange.getRequestHeaders();
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              exchange.getRequestURI().getRawQuery(),
              headers.getFirst("Idempotency-Key"),
              headers.getFirst("Authorization"),
              headers,
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
