package io.bancheng.ledger;

import io.bancheng.canonical.Hash;
import io.bancheng.ledger.Evidence.AuditLine;
import java.util.Map;
import java.util.Optional;

/** Follows the audit in an export, held against what the anchors state about its end. */
final class AuditProof {
  private final Map<Long, Anchor> ends;
  private final Numbering numbering = new Numbering();
  private String head = "";
  private String fault;
  private long entries;

  /**
   * @param ends which anchor states the hash of which entry
   */
  AuditProof(Map<Long, Anchor> ends) {
    this.ends = ends;
  }

  void entry(AuditLine entry) {
    entries++;
    numbering.saw(entry.seq());
    if (!Hash.fits(entry.hash(), head, entry.data())) {
      wrong(
          "audit entry %d does not follow from the one before: one of them was changed"
              .formatted(entry.seq()));
    }
    var end = ends.remove(entry.seq());
    if (end != null && !end.auditHash().equals(entry.hash())) {
      wrong(
          "audit entry %d is another one than anchor %d states".formatted(entry.seq(), end.seq()));
    }
    head = entry.hash();
  }

  Optional<String> fault() {
    var gap = numbering.fault("audit entry");
    if (gap.isPresent()) {
      return gap;
    }
    return fault != null
        ? Optional.of(fault)
        : ends.keySet().stream()
            .min(Long::compare)
            .map(
                seq ->
                    "the audit's end is missing: anchor %d knows entry %d, here are %d"
                        .formatted(ends.get(seq).seq(), seq, entries));
  }

  long entries() {
    return entries;
  }

  private void wrong(String what) {
    fault = fault == null ? what : fault;
  }
}
