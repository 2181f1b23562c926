package io.bancheng.security;

import io.bancheng.canonical.Hash;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/**
 * Which algorithms keep and prove things: the usual ones, or China's commercial cryptography (国密,
 * GB/T 39786-2021) from BouncyCastle.
 */
public enum CryptoSuite {
  /** AES-256-GCM (NIST SP 800-38D), SHA-256, HMAC-SHA256. */
  INTL(1, 32, "AES", "HmacSHA256"),
  /** SM4-GCM (GB/T 32907-2016), SM3 (GB/T 32905-2016), HMAC-SM3. */
  GM(2, 16, "SM4", "HmacSM3");

  private final int number;
  private final int keyBytes;
  private final String cipher;
  private final String mac;

  CryptoSuite(int number, int keyBytes, String cipher, String mac) {
    this.number = number;
    this.keyBytes = keyBytes;
    this.cipher = cipher;
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
    return this == INTL ? Cipher.getInstance(name) : Cipher.getInstance(name, Hash.bouncyCastle());
  }

  /** What links evidence in this suite. */
  public Hash hash() {
    return this == INTL ? Hash.SHA256 : Hash.SM3;
  }

  Mac mac() throws GeneralSecurityException {
    return this == INTL ? Mac.getInstance(mac) : Mac.getInstance(mac, Hash.bouncyCastle());
  }
}
