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
  private static final String SM3 = "sm3:";

  private final CryptoSuite suite;
  private final SecretKeySpec key;

  /**
   * Reads the secret, or makes one at first use.
   *
   * @param folder {@code $BANCHENG_VAR/keys}
   */
  public HubSecret(Path folder) {
    this(folder, CryptoSuite.INTL);
  }

  /**
   * Reads the secret, or makes one of that suite at first use: one that was made stays of its
   * suite, or nobody would be found any more.
   */
  public HubSecret(Path folder, CryptoSuite first) {
    var file = new SecretFile(folder.resolve("hub.secret"));
    if (!file.exists() && first == CryptoSuite.GM) {
      file.write(SM3 + SecretFile.random());
    }
    String secret = file.readOrCreate();
    this.suite = secret.startsWith(SM3) ? CryptoSuite.GM : CryptoSuite.INTL;
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), suite.macName());
  }

  /**
   * HMAC-SHA256 (RFC 2104), or HMAC-SM3, as 64 hexadecimal digits.
   *
   * @param purpose keeps hashes of one use from being compared with those of another
   */
  public String hmac(String purpose, String value) {
    try {
      Mac mac = suite.mac();
      mac.init(key);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
