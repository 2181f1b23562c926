package io.bancheng.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/**
 * Which algorithms keep and prove things: the usual ones, or China's commercial cryptography (国密,
 * GB/T 39786-2021) from BouncyCastle.
 */
public enum CryptoSuite {
  /** AES-256-GCM (NIST SP 800-38D), SHA-256, HMAC-SHA256. */
  INTL(1, 32, "AES", "SHA-256", "HmacSHA256"),
  /** SM4-GCM (GB/T 32907-2016), SM3 (GB/T 32905-2016), HMAC-SM3. */
  GM(2, 16, "SM4", "SM3", "HmacSM3");

  private static final String BOUNCY_CASTLE = "org.bouncycastle.jce.provider.BouncyCastleProvider";

  private final int number;
  private final int keyBytes;
  private final String cipher;
  private final String digest;
  private final String mac;

  CryptoSuite(int number, int keyBytes, String cipher, String digest, String mac) {
    this.number = number;
    this.keyBytes = keyBytes;
    this.cipher = cipher;
    this.digest = digest;
    this.mac = mac;
  }

  static CryptoSuite numbered(int number) {
    for (var suite : values()) {
      if (suite.number == number) {
        return suite;
      }
    }
    throw new IllegalStateException("Sealed by a suite that this hub does not know: " + number);
  }

  int number() {
    return number;
  }

  int keyBytes() {
    return keyBytes;
  }

  String cipherName() {
    return cipher;
  }

  String macName() {
    return mac;
  }

  Cipher cipher() throws GeneralSecurityException {
    String name = cipher + "/GCM/NoPadding";
    return this == INTL ? Cipher.getInstance(name) : Cipher.getInstance(name, Provided.GM);
  }

  MessageDigest digest() throws GeneralSecurityException {
    return this == INTL
        ? MessageDigest.getInstance(digest)
        : MessageDigest.getInstance(digest, Provided.GM);
  }

  Mac mac() throws GeneralSecurityException {
    return this == INTL ? Mac.getInstance(mac) : Mac.getInstance(mac, Provided.GM);
  }

  /** Loaded only where it is asked for: most hubs never need it. */
  private static final class Provided {
    static final Provider GM = load();

    private static Provider load() {
      try {
        return (Provider) Class.forName(BOUNCY_CASTLE).getConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("BouncyCastle (bcprov-jdk18on) is not here.", e);
      }
    }
  }
}
