package io.bancheng.kit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * A department's own server as its file describes it. Redirects are not followed; every call has
 * its own connection, as the hub's have.
 */
public final class RestEndpoint {
  private final Address address;
  private final Shape shape;
  private final Credentials credentials;
  private final Clock clock;

  /**
   * Where letters go; {@code {hubMsgId}} in an address stands for the letter's own id.
   *
   * @param lookup where the hub asks whether a letter arrived; null if nowhere
   * @param answer how long a call may take in all
   * @param tls null for what Java trusts by itself
   */
  public record Address(
      String method, String url, String lookup, Duration connect, Duration answer, SSLContext tls) {
    URI of(String messageId) {
      return URI.create(url.replace("{hubMsgId}", messageId));
    }
  }

  /**
   * What a letter looks like to it.
   *
   * @param contentType with its charset
   * @param write the bytes of a letter (JSON as in docs/messages.md)
   */
  public record Shape(String contentType, Function<String, byte[]> write) {}

  /** A server at that address, which is shown these credentials. */
  public RestEndpoint(Address address, Shape shape, Credentials credentials, Clock clock) {
    this.address = address;
    this.shape = shape;
    this.credentials = credentials;
    this.clock = clock;
  }

  Address address() {
    return address;
  }

  Shape shape() {
    return shape;
  }

  Credentials credentials() {
    return credentials;
  }

  Answer deliver(Letter letter) {
    return send(bytes(letter), letter.messageId(), credentials);
  }

  byte[] bytes(Letter letter) {
    return shape.write().apply(letter.text());
  }

  /** Sends bytes as they are. */
  Answer send(byte[] body, String key, Credentials as) {
    return send(body, key, headers(body, key, as, Duration.ZERO));
  }

  /** The headers that these credentials give a request that was made so long ago. */
  Map<String, String> headers(byte[] body, String key, Credentials as, Duration ago) {
    long at = clock.instant().minus(ago).getEpochSecond();
    return as.headers(
        new Credentials.Request(address.method(), address.of(key).getRawPath(), body, at));
  }

  Answer send(byte[] body, String key, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(address.of(key))
            .method(address.method(), HttpRequest.BodyPublishers.ofByteArray(body))
            .header("Content-Type", shape.contentType())
            .header("Idempotency-Key", key);
    return call(request, headers);
  }

  /** Asks whether a letter arrived; empty if the department has no such address. */
  Optional<Answer> lookup(String messageId) {
    return Optional.ofNullable(address.lookup())
        .map(url -> URI.create(url.replace("{hubMsgId}", messageId)))
        .map(
            url -> {
              var at = clock.instant().getEpochSecond();
              var signed = new Credentials.Request("GET", url.getRawPath(), new byte[0], at);
              return call(HttpRequest.newBuilder(url).GET(), credentials.headers(signed));
            });
  }

  private Answer call(HttpRequest.Builder request, Map<String, String> headers) {
    headers.forEach(request::header);
    long begun = System.nanoTime();
    try {
      var response =
          client()
              .send(
                  request.timeout(address.answer()).build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      return Answer.http(response.statusCode(), since(begun), response.body());
    } catch (IOException e) {
      return Answer.none(since(begun), e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.none(since(begun), "interrupted");
    }
  }

  private HttpClient client() {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(address.connect());
    return (address.tls() == null ? builder : builder.sslContext(address.tls())).build();
  }

  private static long since(long begun) {
    return (System.nanoTime() - begun) / 1_000_000;
  }
}
