package io.bancheng.canonical;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a request over HTTP is signed, by the hub and by those who call it: a keyed hash (RFC 2104)
 * in hex over five lines, which are method, path with its query, seconds since 1970, a word used
 * once, and the hash of the body in hex.
 */
public enum RequestSignature {
  /** HMAC-SHA256. */
  SHA256("", "SHA-256", "HmacSHA256"),
  /** HMAC-SM3 (GB/T 32905-2016); its signatures begin with {@code sm3:}. */
  SM3("sm3:", "SM3", "HmacSM3");

  public static final String TIMESTAMP = "X-Hub-Timestamp";
  public static final String NONCE = "X-Hub-Nonce";
  public static final String SIGNATURE = "X-Hub-Signature";

  private final String prefix;
  private final String digest;
  private final String mac;

  RequestSignature(String prefix, String digest, String mac) {
    this.prefix = prefix;
    this.digest = digest;
    this.mac = mac;
  }

  /**
   * What is signed of a request.
   *
   * @param path with its query, if it has one, as it goes over the wire
   */
  public record Request(String method, String path, byte[] body, String timestamp, String nonce) {}

  /** That by which a signature says it was made. */
  public static RequestSignature of(String signature) {
    return signature.startsWith(SM3.prefix) ? SM3 : SHA256;
  }

  /** The three headers of a signed request. */
  public Map<String, String> headers(String secret, Request request) {
    return Map.of(
        TIMESTAMP, request.timestamp(), NONCE, request.nonce(), SIGNATURE, sign(secret, request));
  }

  /** The signature. */
  public String sign(String secret, Request request) {
    try {
      String body = HexFormat.of().formatHex(digest().digest(request.body()));
      String text =
          String.join(
              "\n", request.method(), request.path(), request.timestamp(), request.nonce(), body);
      var code = mac();
      code.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac));
      byte[] signed = code.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return prefix + HexFormat.of().formatHex(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether that is the signature of the request; takes the same time wherever it differs. */
  public boolean fits(String signature, String secret, Request request) {
    return MessageDigest.isEqual(
        sign(secret, request).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  private MessageDigest digest() throws GeneralSecurityException {
    return this == SM3
        ? MessageDigest.getInstance(digest, Hash.bouncyCastle())
        : MessageDigest.getInstance(digest);
  }

  private Mac mac() throws GeneralSecurityException {
    return this == SM3 ? Mac.getInstance(mac, Hash.bouncyCastle()) : Mac.getInstance(mac);
  }
}
