package io.bancheng.canonical;

/** Signs what the hub states, so that others can tell who stated it. */
public interface Signet {
  /** The public key, with its algorithm in front. */
  String publicKey();

  /** The signature of a text, in Base64. */
  String sign(String text);

  /** Tells whether a signature is that of a text by the owner of a public key. */
  interface Check {
    boolean fits(String publicKey, String text, String signature);
  }
}
