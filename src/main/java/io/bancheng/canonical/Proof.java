package io.bancheng.canonical;

/** How a connected system proves over HTTP who it is. */
public enum Proof {
  /** By its key, or by a signature made with it. */
  KEY,
  /** By a signature only: the key itself opens nothing. */
  SIGNATURE,
  /** By its key or a signature, over a connection that shows a certificate with its id. */
  CERTIFICATE
}
