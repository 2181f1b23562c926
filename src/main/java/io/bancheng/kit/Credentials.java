package io.bancheng.kit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** How the hub proves to a department's server who it is. */
public interface Credentials {
  Credentials NONE =
      new Credentials() {
        @Override
        public Map<String, String> headers(byte[] body, long skewSeconds) {
          return Map.of();
        }

        @Override
        public Credentials forged() {
          return this;
        }
      };

  /**
   * The headers of a request.
   *
   * @param skewSeconds by how much the kit's clock is to look wrong; only signatures have a time
   */
  Map<String, String> headers(byte[] body, long skewSeconds);

  /** The same with a wrong secret. */
  Credentials forged();

  /** Whether a request is signed, its time and its body included. */
  default boolean signed() {
    return false;
  }

  /** A secret in a header, as it is. */
  record Header(String name, String prefix, String secret) implements Credentials {
    public static Header bearer(String secret) {
      return new Header("Authorization", "Bearer ", secret);
    }

    public static Header basic(String user, String password) {
      byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return new Header("Authorization", "Basic ", Base64.getEncoder().encodeToString(both));
    }

    @Override
    public Map<String, String> headers(byte[] body, long skewSeconds) {
      return Map.of(name, prefix + secret);
    }

    @Override
    public Credentials forged() {
      String wrong = "wrong-" + Integer.toHexString(secret.hashCode());
      return prefix.equals("Basic ") ? basic("bancheng", wrong) : new Header(name, prefix, wrong);
    }
  }
}
