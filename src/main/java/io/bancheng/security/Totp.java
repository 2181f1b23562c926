package io.bancheng.security;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The second factor: codes of six digits that a phone shows for thirty seconds (RFC 6238 with
 * HMAC-SHA-1, which is what every such app knows).
 */
final class Totp {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int SECRET_BYTES = 20;
  private static final int SECONDS = 30;
  private static final int CODES = 1_000_000;

  private Totp() {}

  /** A new secret of 160 random bits (RFC 4226 R6), in base 32. */
  static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    var text = new StringBuilder();
    for (int bit = 0; bit < bytes.length * 8; bit += 5) {
      text.append(BASE32.charAt(five(bytes, bit)));
    }
    return text.toString();
  }

  /** What an app reads from a QR code. */
  static String address(String account, String secret) {
    return "otpauth://totp/Bancheng:%s?secret=%s&issuer=Bancheng".formatted(account, secret);
  }

  /** Which of the present, the last and the next half minute a code belongs to, if to any. */
  static OptionalLong step(String secret, String code, Instant now) {
    if (code == null || !code.matches("[0-9]{6}")) {
      return OptionalLong.empty();
    }
    long present = now.getEpochSecond() / SECONDS;
    return LongStream.rangeClosed(present - 1, present + 1)
        .filter(step -> MessageDigest.isEqual(code(secret, step).getBytes(), code.getBytes()))
        .findFirst();
  }

  /** The code of a half minute since 1970. */
  static String code(String secret, long step) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(decode(secret), "RAW"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int from = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash).getInt(from) & Integer.MAX_VALUE;
      return String.format(Locale.ROOT, "%06d", number % CODES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] decode(String secret) {
    byte[] bytes = new byte[secret.length() * 5 / 8];
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      int value = BASE32.indexOf(secret.charAt(bit / 5));
      if ((value >> (4 - bit % 5) & 1) == 1) {
        bytes[bit / 8] |= (byte) (0x80 >> bit % 8);
      }
    }
    return bytes;
  }

  private static int five(byte[] bytes, int bit) {
    int two = (bytes[bit / 8] & 0xff) << 8;
    if (bit / 8 + 1 < bytes.length) {
      two |= bytes[bit / 8 + 1] & 0xff;
    }
    return two >> (11 - bit % 8) & 0x1f;
  }
}
