package io.bancheng.ledger;

import io.bancheng.canonical.Hash;
import java.util.ArrayList;
import java.util.List;

/**
 * One hash over many (Merkle tree): changes when any of them changes, is left out, added or moved.
 * Leaves and inner nodes are hashed differently (RFC 6962, 2.1); an odd one goes up as it is.
 */
final class MerkleTree {
  private final Hash hash;
  private List<String> level = new ArrayList<>();

  MerkleTree(Hash hash) {
    this.hash = hash;
  }

  /** The head of a case's chain, in the order of the case numbers. */
  void add(AnchorLeaf leaf) {
    level.add(hash.of("leaf", leaf.caseNo(), String.valueOf(leaf.length()), leaf.head()));
  }

  String root() {
    if (level.isEmpty()) {
      return hash.of("none");
    }
    while (level.size() > 1) {
      var above = new ArrayList<String>();
      for (int i = 0; i < level.size(); i += 2) {
        above.add(
            i + 1 == level.size() ? level.get(i) : hash.of("node", level.get(i), level.get(i + 1)));
      }
      level = above;
    }
    return level.get(0);
  }
}
