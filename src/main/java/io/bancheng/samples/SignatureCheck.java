package io.bancheng.samples;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a department checks the hub's signature: HMAC-SHA256 over method, path, seconds, nonce and
 * the body's SHA-256, not older than five minutes, each nonce once.
 */
final class SignatureCheck {
  private static final long OLDEST_SECONDS = 300;

  private final byte[] secret;
  private final Clock clock;
  private final Set<String> nonces = ConcurrentHashMap.newKeySet();

  SignatureCheck(String secret, Clock clock) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
    this.clock = clock;
  }

  /**
   * Whether the request is the hub's, and new.
   *
   * @param header gives a header's value, or null
   */
  boolean holds(String method, String path, byte[] body, UnaryOperator<String> header) {
    String at = header.apply("X-Hub-Timestamp");
    String nonce = header.apply("X-Hub-Nonce");
    String signature = header.apply("X-Hub-Signature");
    if (at == null || nonce == null || signature == null || !at.matches("\\d{1,12}")) {
      return false;
    }
    long age = clock.instant().getEpochSecond() - Long.parseLong(at);
    byte[] expected = sign(String.join("\n", List.of(method, path, at, nonce, digest(body))));
    boolean genuine =
        MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.US_ASCII));
    return genuine && Math.abs(age) <= OLDEST_SECONDS && nonces.add(nonce);
  }

  private byte[] sign(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] code = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(code).getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
