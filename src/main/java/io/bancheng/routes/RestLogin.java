package io.bancheng.routes;

import io.bancheng.canonical.RequestSignature;
import io.bancheng.config.RestDelivery.Login;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The headers by which the hub proves to a department's system who it is. */
final class RestLogin {
  private RestLogin() {}

  /** What is signed of a request at that time, in seconds since 1970. */
  static RequestSignature.Request request(String method, String path, byte[] body, long seconds) {
    return new RequestSignature.Request(
        method, path, body, String.valueOf(seconds), UUID.randomUUID().toString());
  }

  /**
   * The headers.
   *
   * @param secret asked for only where there is one
   */
  static Map<String, String> headers(
      Login login, Supplier<String> secret, RequestSignature.Request request) {
    return switch (login.auth()) {
      case NONE, CERTIFICATE -> Map.of();
      case BEARER -> Map.of("Authorization", "Bearer " + secret.get());
      case BASIC -> Map.of("Authorization", "Basic " + basic(login.user(), secret.get()));
      case API_KEY -> Map.of(login.header(), secret.get());
      case HMAC -> RequestSignature.SHA256.headers(secret.get(), request);
      case HMAC_SM3 -> RequestSignature.SM3.headers(secret.get(), request);
    };
  }

  private static String basic(String user, String secret) {
    return Base64.getEncoder()
        .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }
}
