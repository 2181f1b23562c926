package io.bancheng.harness;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One person's browser at the console, without pictures: it keeps cookies and sends forms. */
public final class ConsoleTab {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final URI hub;
  private String token;

  public ConsoleTab(int port) {
    this.hub = URI.create("http://127.0.0.1:" + port);
  }

  /** Opens the page to sign in, and does. */
  public ConsoleTab signIn(String account, String key) {
    open("/console/sign-in");
    send("/console/sign-in", Map.of("account", account, "key", key));
    return this;
  }

  /** A page, whose token the next form is sent with. */
  public String open(String path) {
    String page = call(HttpRequest.newBuilder(hub.resolve(path))).body();
    var found = TOKEN.matcher(page);
    if (found.find()) {
      token = found.group(1);
    }
    return page;
  }

  /** Sends a form of the page that was opened last. */
  public HttpResponse<String> send(String path, Map<String, String> fields) {
    var form = new HashMap<>(fields);
    form.put("_csrf", token);
    String body =
        form.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return call(
        HttpRequest.newBuilder(hub.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> call(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
