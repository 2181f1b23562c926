package io.bancheng.security;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The hub's own secret ({@code hub.secret}), from which query codes and searchable hashes of
 * personal data are made. Whoever loses the file loses every query code given out: back it up.
 */
public final class HubSecret {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * Reads the secret, or makes one at first use.
   *
   * @param folder {@code $BANCHENG_VAR/keys}
   */
  public HubSecret(Path folder) {
    String secret = new SecretFile(folder.resolve("hub.secret")).readOrCreate();
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), ALGORITHM);
  }

  /**
   * HMAC-SHA256 (RFC 2104) as 64 hexadecimal digits.
   *
   * @param purpose keeps hashes of one use from being compared with those of another
   */
  public String hmac(String purpose, String value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
