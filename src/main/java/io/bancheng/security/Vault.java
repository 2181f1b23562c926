package io.bancheng.security;

import io.bancheng.canonical.Seal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals with the newest of the {@link DataKeys}: one byte for the suite, four for the key's number,
 * twelve random ones, then the sealed bytes and their tag. What stands before them and the row's
 * name are bound in, so that nothing can be moved to another row.
 */
public final class Vault implements Seal {
  private static final int NONCE = 12;
  private static final int HEAD = 5;
  private static final int TAG_BITS = 128;
  private static final long LOOK_EVERY = Duration.ofSeconds(10).toNanos();

  private final DataKeys keys;
  private final CryptoSuite suite;
  private final SecureRandom random = new SecureRandom();
  private final Map<Long, SecretKey> opened = new ConcurrentHashMap<>();
  private volatile int newest;
  private volatile long lookedAt;

  /** Makes the first key when there is none. */
  public Vault(DataKeys keys, CryptoSuite suite) {
    this.keys = keys;
    this.suite = suite;
    look();
  }

  @Override
  public byte[] seal(String row, byte[] clear) {
    if (System.nanoTime() - lookedAt > LOOK_EVERY) {
      look();
    }
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] head = mark();
    try {
      var cipher = suite.cipher();
      var out = ByteBuffer.allocate(HEAD + NONCE + clear.length + TAG_BITS / 8);
      out.put(head).put(nonce);
      cipher.init(Cipher.ENCRYPT_MODE, key(suite, newest), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(head);
      cipher.updateAAD(row.getBytes(StandardCharsets.UTF_8));
      cipher.doFinal(ByteBuffer.wrap(clear), out);
      return out.array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("What was said cannot be sealed", e);
    }
  }

  @Override
  public byte[] open(String row, byte[] sealed) {
    if (sealed.length < HEAD + NONCE) {
      throw new IllegalStateException(row + " is not sealed.");
    }
    var by = CryptoSuite.numbered(sealed[0]);
    int number = ByteBuffer.wrap(sealed, 1, 4).getInt();
    try {
      var cipher = by.cipher();
      cipher.init(
          Cipher.DECRYPT_MODE,
          key(by, number),
          new GCMParameterSpec(TAG_BITS, sealed, HEAD, NONCE));
      cipher.updateAAD(sealed, 0, HEAD);
      cipher.updateAAD(row.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(sealed, HEAD + NONCE, sealed.length - HEAD - NONCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          row + " was changed, moved, or sealed with another data-" + number + ".secret.", e);
    }
  }

  @Override
  public byte[] mark() {
    return ByteBuffer.allocate(HEAD).put((byte) suite.number()).putInt(newest).array();
  }

  private SecretKey key(CryptoSuite by, int number) {
    long id = (long) by.number() << 32 | number;
    var key = opened.get(id);
    if (key == null) {
      look();
      key = opened.get(id);
    }
    if (key == null) {
      throw new IllegalStateException(
          "keys/data-%d.secret is missing. Bring it back from your backup.".formatted(number));
    }
    return key;
  }

  private synchronized void look() {
    lookedAt = System.nanoTime();
    var secrets = keys.secretsOrFirst();
    secrets.forEach(
        (number, secret) -> {
          for (var each : CryptoSuite.values()) {
            opened.computeIfAbsent(
                (long) each.number() << 32 | number, id -> DataKeys.key(each, secret));
          }
        });
    newest = secrets.lastKey();
  }
}
