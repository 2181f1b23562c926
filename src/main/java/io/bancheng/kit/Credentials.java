package io.bancheng.kit;

import io.bancheng.canonical.RequestSignature;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

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

  /** A keyed hash over method, path, time, nonce and the body's hash. */
  record Signature(RequestSignature algorithm, String secret) implements Credentials {
    @Override
    public Map<String, String> headers(Request r) {
      String at = Long.toString(r.epochSeconds());
      String nonce = UUID.randomUUID().toString();
      return algorithm.headers(
          secret, new RequestSignature.Request(r.method(), r.path(), r.body(), at, nonce));
    }

    @Override
    public Credentials forged() {
      return new Signature(algorithm, wrong(secret));
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
