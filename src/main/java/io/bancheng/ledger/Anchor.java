package io.bancheng.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Hash;
import io.bancheng.canonical.Signet;
import java.time.Instant;

/**
 * A signed statement of where all chains ended (存证锚点), as one line of a file: JSON, a tab, its
 * signature. Each names the hash of the line before.
 *
 * @param previous hash of the line before, empty for the first
 * @param cases how many cases had changed since the anchor before
 * @param root Merkle root over the heads of their chains
 * @param auditSeq number of the last entry of the audit, 0 if there was none; with its hash
 * @param key public key of who signed
 */
record Anchor(
    long seq,
    Instant at,
    String previous,
    int cases,
    String root,
    long auditSeq,
    String auditHash,
    String key) {

  String line(Signet signet) {
    String text = CanonicalJson.write(this);
    return text + "\t" + signet.sign(text);
  }

  static Anchor read(String line) {
    return CaseRow.read(line.substring(0, line.indexOf('\t')), Anchor.class);
  }

  /** The number of an anchor's line, 0 if it is none. */
  static long seq(String line) {
    int tab = line.indexOf('\t');
    return tab < 0 ? 0 : CaseRow.read(line.substring(0, tab), JsonNode.class).path("seq").asLong();
  }

  static boolean signed(String line, String key, Signet.Check check) {
    int tab = line.indexOf('\t');
    return check.fits(key, line.substring(0, tab), line.substring(tab + 1));
  }

  /** Whether the line states that it comes after that one. */
  boolean follows(String lineBefore) {
    return lineBefore.isEmpty() ? previous.isEmpty() : Hash.fits(previous, lineBefore);
  }

  /** The kind of hash that its root is. */
  Hash kind() {
    return root.startsWith("sm3:") ? Hash.SM3 : Hash.SHA256;
  }
}
