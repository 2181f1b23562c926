package io.bancheng.ledger;

import io.bancheng.canonical.Hash;
import io.bancheng.ledger.Evidence.EventLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows the chain of each case in an export, held against what the anchors state. */
final class CaseProof {
  private final AnchorProof anchors;
  private final List<EventLine> chain = new ArrayList<>();
  private String fault;
  private String lastCase = "";
  private long cases;
  private long events;
  private long unanchored;

  CaseProof(AnchorProof anchors) {
    this.anchors = anchors;
  }

  void event(EventLine event) {
    if (!chain.isEmpty() && !chain.get(0).caseNo().equals(event.caseNo())) {
      ended();
    }
    chain.add(event);
    events++;
  }

  /** Call it after the last event. */
  void end() {
    ended();
    anchors
        .unasked()
        .ifPresent(
            leaf ->
                wrong(
                    "case %s is missing: anchor %d knows it with %d events"
                        .formatted(leaf.caseNo(), leaf.anchor(), leaf.length())));
  }

  Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  long cases() {
    return cases;
  }

  long events() {
    return events;
  }

  /** Events that are younger than the last anchor of their case. */
  long unanchored() {
    return unanchored;
  }

  private void ended() {
    if (chain.isEmpty()) {
      return;
    }
    String caseNo = chain.get(0).caseNo();
    cases++;
    if (caseNo.compareTo(lastCase) <= 0) {
      wrong(
          "case %s is not where it belongs: it stands after %s (reordered)"
              .formatted(caseNo, lastCase));
    }
    lastCase = caseNo;
    follow(caseNo);
    compare(caseNo, anchors.about(caseNo));
    chain.clear();
  }

  private void follow(String caseNo) {
    var numbering = new Numbering();
    chain.forEach(event -> numbering.saw(event.seq()));
    numbering.fault("case %s: event".formatted(caseNo)).ifPresent(this::wrong);
    String head = "";
    for (EventLine event : chain) {
      if (!Hash.fits(event.hash(), head, event.type(), event.data())) {
        wrong(
            "case %s: event %d does not follow from the one before: one of them was changed"
                .formatted(caseNo, event.seq()));
        return;
      }
      head = event.hash();
    }
  }

  private void compare(String caseNo, List<AnchorLeaf> leaves) {
    int anchored = 0;
    for (AnchorLeaf leaf : leaves) {
      anchored = Math.max(anchored, leaf.length());
      if (leaf.length() > chain.size()) {
        wrong(
            "case %s: its end is missing: anchor %d knows %d events, here are %d"
                .formatted(caseNo, leaf.anchor(), leaf.length(), chain.size()));
      } else if (!chain.get(leaf.length() - 1).hash().equals(leaf.head())) {
        wrong(
            "case %s: event %d is another one than anchor %d states"
                .formatted(caseNo, leaf.length(), leaf.anchor()));
      }
    }
    unanchored += Math.max(0, chain.size() - anchored);
  }

  private void wrong(String what) {
    fault = fault == null ? what : fault;
  }
}
