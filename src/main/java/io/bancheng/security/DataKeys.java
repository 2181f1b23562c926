package io.bancheng.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets that seal what people said, {@code data-1.secret} and on: the highest number seals,
 * all open. Whoever loses one loses what it sealed: back them up, apart from the database.
 */
public final class DataKeys {
  private static final Pattern NAME = Pattern.compile("data-([1-9][0-9]{0,8})\\.secret");

  private final Path folder;

  /**
   * @param folder {@code $BANCHENG_VAR/keys}
   */
  public DataKeys(Path folder) {
    this.folder = folder;
  }

  /** A fingerprint of each secret, by number, from which nobody gets it back. */
  public Map<Integer, String> prints() {
    var prints = new TreeMap<Integer, String>();
    secrets()
        .forEach(
            (number, secret) ->
                prints.put(
                    number,
                    HexFormat.of()
                        .formatHex(derive(CryptoSuite.INTL, secret, "fingerprint"), 0, 8)));
    return prints;
  }

  /**
   * Makes the next secret, which seals from now on.
   *
   * @return its number
   */
  public int next() {
    var known = secrets();
    int number = known.isEmpty() ? 1 : known.lastKey() + 1;
    new SecretFile(folder.resolve("data-" + number + ".secret")).write(SecretFile.random());
    return number;
  }

  /** The secrets by number; the first one is made when there is none. */
  NavigableMap<Integer, String> secretsOrFirst() {
    if (secrets().isEmpty()) {
      next();
    }
    return secrets();
  }

  private NavigableMap<Integer, String> secrets() {
    var secrets = new TreeMap<Integer, String>();
    try (Stream<Path> files = Files.list(PrivateDirectory.ensure(folder))) {
      for (Path file : files.toList()) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          new SecretFile(file)
              .read()
              .ifPresent(secret -> secrets.put(Integer.valueOf(name.group(1)), secret));
        }
      }
    } catch (IOException e) {
      throw new KeyException(
          "key-folder-unreadable", folder + ": cannot be read. Give it to the hub's user.", e);
    }
    return secrets;
  }

  /** The suite's key of a secret: HKDF-Expand (RFC 5869) of one block. */
  static SecretKey key(CryptoSuite suite, String secret) {
    byte[] block = derive(CryptoSuite.INTL, secret, "seal " + suite.cipherName());
    return new SecretKeySpec(block, 0, suite.keyBytes(), suite.cipherName());
  }

  private static byte[] derive(CryptoSuite suite, String secret, String purpose) {
    try {
      var mac = suite.mac();
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), suite.macName()));
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(new byte[] {1});
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
