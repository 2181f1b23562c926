package io.bancheng.canonical;

import java.time.Instant;

/** The words (nonces) that signed requests were made with: each is good for one request. */
@FunctionalInterface
public interface UsedNonces {
  /** Keeps that word of that system as used at that time; false if it was used before. */
  boolean first(String systemId, String nonce, Instant at);
}
