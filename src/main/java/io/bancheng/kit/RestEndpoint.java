package io.bancheng.kit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Map;

/**
 * A department's own server as its file describes it. Redirects are not followed; every call has
 * its own connection, as the hub's have.
 */
public final class RestEndpoint {
  static final Duration CONNECT = Duration.ofSeconds(2);
  static final Duration ANSWER = Duration.ofSeconds(10);

  private final Address address;
  private final Credentials credentials;

  /** Where and how letters go. */
  public record Address(URI url, String method, Charset charset) {}

  /** A server at that address, which is shown these credentials. */
  public RestEndpoint(Address address, Credentials credentials) {
    this.address = address;
    this.credentials = credentials;
  }

  Address address() {
    return address;
  }

  Credentials credentials() {
    return credentials;
  }

  Answer deliver(Letter letter) {
    return send(letter.text().getBytes(address.charset()), letter.messageId(), credentials);
  }

  /** Sends bytes as they are. */
  Answer send(byte[] body, String key, Credentials as) {
    return send(body, key, as.headers(body, 0));
  }

  Answer send(byte[] body, String key, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(address.url())
            .timeout(ANSWER)
            .method(address.method(), HttpRequest.BodyPublishers.ofByteArray(body))
            .header("Content-Type", contentType())
            .header("Idempotency-Key", key);
    headers.forEach(request::header);
    long begun = System.nanoTime();
    try {
      var response = client().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return Answer.http(response.statusCode(), since(begun), response.body());
    } catch (IOException e) {
      return Answer.none(since(begun), e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.none(since(begun), "interrupted");
    }
  }

  String contentType() {
    return "application/json; charset=" + address.charset().name();
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT)
        .build();
  }

  private static long since(long begun) {
    return (System.nanoTime() - begun) / 1_000_000;
  }
}
