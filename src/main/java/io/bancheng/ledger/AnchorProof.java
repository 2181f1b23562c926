package io.bancheng.ledger;

import io.bancheng.canonical.Signet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows the anchors of an export, and what they state about the chains. */
final class AnchorProof {
  private final Map<Long, Anchor> anchors = new HashMap<>();
  private final Map<Long, String> lines = new HashMap<>();
  private final Map<String, List<AnchorLeaf>> byCase = new HashMap<>();
  private final Map<Long, MerkleTree> trees = new HashMap<>();
  private final Map<Long, String> roots = new HashMap<>();
  private final Numbering numbering = new Numbering();
  private final List<String> faults = new ArrayList<>();
  private String before = "";
  private Anchor last;

  /**
   * @param key whose signature is expected; null for that of the key which an anchor names
   */
  void line(String line, String key, Signet.Check check) {
    var anchor = Anchor.read(line);
    numbering.saw(anchor.seq());
    if (numbering.whole() && !anchor.follows(before)) {
      faults.add("anchor %d does not follow from the one before".formatted(anchor.seq()));
    }
    if (!Anchor.signed(line, key == null ? anchor.key() : key, check)) {
      faults.add(
          "anchor %d is not signed by %s: it was changed, or another key signed it"
              .formatted(anchor.seq(), key == null ? "the key that it names" : "that key"));
    }
    anchors.put(anchor.seq(), anchor);
    lines.put(anchor.seq(), line);
    before = line;
    last = anchor;
  }

  void leaf(AnchorLeaf leaf) {
    var anchor = anchors.get(leaf.anchor());
    if (anchor != null) {
      trees.computeIfAbsent(leaf.anchor(), n -> new MerkleTree(anchor.kind())).add(leaf);
    }
    byCase.computeIfAbsent(leaf.caseNo(), no -> new ArrayList<>(1)).add(leaf);
  }

  /** The anchors' lines as somebody kept them elsewhere. */
  void elsewhere(List<String> kept) {
    for (String line : kept) {
      long seq = Anchor.seq(line);
      if (!lines.containsKey(seq)) {
        faults.add("anchor %d was kept elsewhere and is missing here".formatted(seq));
        return;
      }
      if (!lines.get(seq).equals(line)) {
        faults.add("anchor %d is another one than was kept elsewhere".formatted(seq));
        return;
      }
    }
  }

  /** What is wrong with the anchors themselves, the first of each kind. */
  List<String> faults() {
    var all = new ArrayList<String>();
    numbering.fault("anchor").ifPresent(all::add);
    faults.stream().limit(1).forEach(all::add);
    anchors.values().stream()
        .filter(anchor -> !root(anchor).equals(anchor.root()))
        .map(Anchor::seq)
        .min(Long::compare)
        .ifPresent(
            seq ->
                all.add(
                    "anchor %d: the heads that it states were changed, left out or added to"
                        .formatted(seq)));
    return all;
  }

  private String root(Anchor anchor) {
    return roots.computeIfAbsent(
        anchor.seq(), seq -> trees.getOrDefault(seq, new MerkleTree(anchor.kind())).root());
  }

  /** What is stated about a case, and forgets it. */
  List<AnchorLeaf> about(String caseNo) {
    var leaves = byCase.remove(caseNo);
    return leaves == null ? List.of() : leaves;
  }

  /** A case that is stated and was never asked about. */
  Optional<AnchorLeaf> unasked() {
    return byCase.values().stream()
        .map(leaves -> leaves.get(0))
        .min(java.util.Comparator.comparing(AnchorLeaf::caseNo));
  }

  /** What is stated about the end of the audit, by number of the entry. */
  Map<Long, Anchor> auditEnds() {
    var ends = new HashMap<Long, Anchor>();
    anchors.values().stream()
        .filter(anchor -> anchor.auditSeq() > 0)
        .forEach(
            anchor -> ends.merge(anchor.auditSeq(), anchor, (a, b) -> a.seq() < b.seq() ? a : b));
    return ends;
  }

  int count() {
    return lines.size();
  }

  Optional<Instant> lastAt() {
    return Optional.ofNullable(last).map(Anchor::at);
  }

  Optional<String> key() {
    return Optional.ofNullable(last).map(Anchor::key);
  }
}
