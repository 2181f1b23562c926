package io.bancheng.canonical;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.util.HexFormat;

/**
 * What links evidence: SHA-256 (FIPS 180-4), or SM3 (GB/T 32905-2016) from BouncyCastle. A hash
 * says itself which it is, so that a ledger may change over and still be followed from its
 * beginning.
 */
public enum Hash {
  SHA256(""),
  SM3("sm3:");

  private final String prefix;

  Hash(String prefix) {
    this.prefix = prefix;
  }

  /** Of texts, in UTF-8 and each ended by a newline; in lower-case hex. */
  public String of(String... parts) {
    if (this == SHA256) {
      return Sha256.hex(parts);
    }
    var digest = sm3();
    for (String part : parts) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    }
    return prefix + HexFormat.of().formatHex(digest.digest());
  }

  /** Whether a hash, of whichever kind, is that of these texts. */
  public static boolean fits(String hash, String... parts) {
    return (hash.startsWith(SM3.prefix) ? SM3 : SHA256).of(parts).equals(hash);
  }

  /** BouncyCastle, which knows the algorithms of China's commercial cryptography. */
  public static Provider bouncyCastle() {
    return BouncyCastle.PROVIDER;
  }

  private static MessageDigest sm3() {
    try {
      return MessageDigest.getInstance("SM3", bouncyCastle());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Loaded only where it is asked for: most hubs never need it. */
  private static final class BouncyCastle {
    static final Provider PROVIDER = load();

    private static Provider load() {
      try {
        return (Provider)
            Class.forName("org.bouncycastle.jce.provider.BouncyCastleProvider")
                .getConstructor()
                .newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("BouncyCastle (bcprov-jdk18on) is not here.", e);
      }
    }
  }
}
