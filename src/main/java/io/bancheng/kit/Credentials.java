package io.bancheng.kit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How the hub proves to a department's server who it is. */
public interface Credentials {
  /** Nobody is asked. */
  Credentials NONE = request -> Map.of();

  /** What is signed of a request. */
  record Request(String method, String path, byte[] body, long epochSeconds) {}

  /** The headers of a request. */
  Map<String, String> headers(Request request);

  /** The same with a wrong secret. */
  default Credentials forged() {
    return this;
  }

  /** Whether time and body are signed. */
  default boolean signed() {
    return false;
  }

  /** A secret in a header, as it is. */
  record Header(String name, String prefix, String secret) implements Credentials {
    public static Header bearer(String secret) {
      return new Header("Authorization", "Bearer ", secret);
    }

    @Override
    public Map<String, String> headers(Request request) {
      return Map.of(name, prefix + secret);
    }

    @Override
    public Credentials forged() {
      return new Header(name, prefix, wrong(secret));
    }
  }

  /** User and password. */
  record Basic(String user, String password) implements Credentials {
    @Override
    public Map<String, String> headers(Request request) {
      byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }

    @Override
    public Credentials forged() {
      return new Basic(user, wrong(password));
    }
  }

  /** HMAC-SHA256 over method, path, time, nonce and the body's SHA-256, a line each. */
  record Signature(String secret) implements Credentials {
    private static final String ALGORITHM = "HmacSHA256";

    @Override
    public Map<String, String> headers(Request r) {
      String nonce = UUID.randomUUID().toString();
      String at = Long.toString(r.epochSeconds());
      String text = String.join("\n", r.method(), r.path(), at, nonce, digest(r.body()));
      return Map.of("X-Hub-Timestamp", at, "X-Hub-Nonce", nonce, "X-Hub-Signature", sign(text));
    }

    private static String digest(byte[] body) {
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private String sign(String text) {
      try {
        var mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Credentials forged() {
      return new Signature(wrong(secret));
    }

    @Override
    public boolean signed() {
      return true;
    }
  }

  private static String wrong(String secret) {
    return "wrong-" + Integer.toHexString(secret.hashCode());
  }
}
