package io.bancheng.harness;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen: keeps cookies, fills in forms, and goes where it is told only. */
public final class ConsoleVisit {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final URI hub;

  public ConsoleVisit(int port) {
    this.hub = URI.create("http://127.0.0.1:" + port);
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(hub.resolve(path)));
  }

  /** Signs in by the form; code may be empty. */
  public HttpResponse<String> signIn(String account, String password, String code) {
    return fill(
        "/console/sign-in",
        "/console/sign-in",
        Map.of("account", account, "key", password, "code", code));
  }

  /** Whether the console opens now. */
  public boolean isIn() {
    return get("/console").statusCode() == 200;
  }

  /** Posts a form that stands on a page, with that page's token. */
  public HttpResponse<String> fill(String page, String action, Map<String, String> fields) {
    var token = TOKEN.matcher(get(page).body());
    var all = new LinkedHashMap<>(fields);
    if (token.find()) {
      all.put("_csrf", token.group(1));
    }
    return post(action, all);
  }

  /** Posts fields as they are. */
  public HttpResponse<String> post(String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(hub.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Where an answer sends the browser. */
  public static String target(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .map(URI::create)
        .map(to -> to.getRawQuery() == null ? to.getPath() : to.getPath() + "?" + to.getRawQuery())
        .orElse("");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
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
