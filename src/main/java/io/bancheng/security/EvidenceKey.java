package io.bancheng.security;

import io.bancheng.canonical.Hash;
import io.bancheng.canonical.Signet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The key that signs anchors, {@code evidence.secret}: Ed25519 (RFC 8032), or SM2 (GB/T
 * 32918-2016). Its public half lies beside it, {@code evidence.pub}, for whoever is to verify.
 */
public final class EvidenceKey implements Signet {
  private static final String ED25519 = "ed25519";
  private static final String SM2 = "sm2";

  private final String algorithm;
  private final PrivateKey key;
  private final String publicKey;

  private EvidenceKey(String algorithm, PrivateKey key, String publicKey) {
    this.algorithm = algorithm;
    this.key = key;
    this.publicKey = publicKey;
  }

  /**
   * Reads the key, or makes one of that suite at first use.
   *
   * @param folder {@code $BANCHENG_VAR/keys}
   */
  public static EvidenceKey in(Path folder, CryptoSuite suite) {
    var secret = new SecretFile(folder.resolve("evidence.secret"));
    var shown = new SecretFile(folder.resolve("evidence.pub"));
    try {
      if (!secret.exists()) {
        String algorithm = suite == CryptoSuite.GM ? SM2 : ED25519;
        KeyPair made = make(algorithm);
        shown.write(algorithm + ":" + base64(made.getPublic().getEncoded()));
        secret.write(algorithm + ":" + base64(made.getPrivate().getEncoded()));
      }
      String kept = secret.read().orElseThrow();
      String algorithm = kept.substring(0, kept.indexOf(':'));
      var encoded = new PKCS8EncodedKeySpec(bytes(kept.substring(kept.indexOf(':') + 1)));
      return new EvidenceKey(
          algorithm, factory(algorithm).generatePrivate(encoded), shown.read().orElseThrow());
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new KeyException(
          "evidence-key-broken",
          secret.path()
              + ": is no signing key with its evidence.pub. Bring both back from your backup.",
          e);
    }
  }

  @Override
  public String publicKey() {
    return publicKey;
  }

  @Override
  public String sign(String text) {
    try {
      var signature = signature(algorithm);
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the owner of that public key signed that text; false whatever is wrong. */
  public static boolean fits(String publicKey, String text, String signed) {
    try {
      String algorithm = publicKey.substring(0, publicKey.indexOf(':'));
      var encoded = new X509EncodedKeySpec(bytes(publicKey.substring(publicKey.indexOf(':') + 1)));
      var signature = signature(algorithm);
      signature.initVerify(factory(algorithm).generatePublic(encoded));
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.verify(bytes(signed));
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  private static KeyPair make(String algorithm) throws GeneralSecurityException {
    if (algorithm.equals(ED25519)) {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }
    var generator = KeyPairGenerator.getInstance("EC", Hash.bouncyCastle());
    generator.initialize(new ECGenParameterSpec("sm2p256v1"));
    return generator.generateKeyPair();
  }

  private static KeyFactory factory(String algorithm) throws GeneralSecurityException {
    return algorithm.equals(ED25519)
        ? KeyFactory.getInstance("Ed25519")
        : KeyFactory.getInstance("EC", Hash.bouncyCastle());
  }

  private static Signature signature(String algorithm) throws GeneralSecurityException {
    return algorithm.equals(ED25519)
        ? Signature.getInstance("Ed25519")
        : Signature.getInstance("SM3withSM2", Hash.bouncyCastle());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
