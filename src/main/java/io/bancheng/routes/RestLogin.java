package io.bancheng.routes;

import io.bancheng.canonical.Sha256;
import io.bancheng.config.RestDelivery.Login;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The headers by which the hub proves to a department's system who it is. */
final class RestLogin {
  private static final String ALGORITHM = "HmacSHA256";

  private RestLogin() {}

  /**
   * What is signed of a request.
   *
   * @param path with its query, if it has one
   */
  record Request(String method, String path, byte[] body, long epochSeconds) {}

  /**
   * The headers.
   *
   * @param secret asked for only where there is one
   */
  static Map<String, String> headers(Login login, Supplier<String> secret, Request request) {
    return switch (login.auth()) {
      case NONE, CERTIFICATE -> Map.of();
      case BEARER -> Map.of("Authorization", "Bearer " + secret.get());
      case BASIC -> Map.of("Authorization", "Basic " + basic(login.user(), secret.get()));
      case API_KEY -> Map.of(login.header(), secret.get());
      case HMAC -> signed(secret.get(), request, UUID.randomUUID().toString());
    };
  }

  /**
   * HMAC-SHA256 (RFC 2104), in hex, over five lines: method, path, seconds since 1970, nonce,
   * SHA-256 of the body in hex.
   */
  static Map<String, String> signed(String secret, Request request, String nonce) {
    String at = String.valueOf(request.epochSeconds());
    String text =
        String.join("\n", request.method(), request.path(), at, nonce, Sha256.hex(request.body()));
    return Map.of(
        "X-Hub-Timestamp", at, "X-Hub-Nonce", nonce, "X-Hub-Signature", hmac(secret, text));
  }

  private static String hmac(String secret, String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String basic(String user, String secret) {
    return Base64.getEncoder()
        .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }
}
