package io.bancheng.torture;

import static io.bancheng.torture.Violation.Kind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what everybody wrote down, and names every promise that was not kept. */
final class Checker {
  private static final String END = "FEEDBACK_GIVEN";

  private final Evidence evidence;
  private final List<Violation> found = new ArrayList<>();

  private Checker(Evidence evidence) {
    this.evidence = evidence;
  }

  static List<Violation> check(Evidence evidence) {
    var checker = new Checker(evidence);
    checker.receipts();
    checker.refusals();
    checker.cases();
    checker.assignments();
    checker.replies();
    return List.copyOf(checker.found);
  }

  private void receipts() {
    Map<String, Evidence.LedgerCase> byNo =
        evidence.cases().stream()
            .collect(Collectors.toMap(Evidence.LedgerCase::caseNo, c -> c, (a, b) -> a));
    var told = new HashMap<String, String>();
    for (var receipt : evidence.receipts()) {
      var known = byNo.get(receipt.caseNo());
      if (known == null) {
        report(Kind.RECEIPT_WITHOUT_CASE, receipt.toString());
      } else if (!known.sourceId().equals(receipt.sourceId())
          || !known.contentSha().equals(receipt.contentSha())) {
        report(Kind.WRONG_BODY, receipt + " but " + known);
      }
      var before = told.putIfAbsent(receipt.sourceId(), receipt.caseNo());
      if (before != null && !before.equals(receipt.caseNo())) {
        report(Kind.TWO_NUMBERS, receipt + " and before " + before);
      }
    }
  }

  private void refusals() {
    for (var refusal : evidence.refusals()) {
      boolean asConflict = refusal.status() == 409 || refusal.status() == 422;
      if (!refusal.conflict()) {
        report(Kind.REFUSED, refusal.toString());
      } else if (!asConflict) {
        report(Kind.CONFLICT_TAKEN, refusal.toString());
      }
    }
  }

  private void cases() {
    var sources = new HashSet<String>();
    for (var it : evidence.cases()) {
      if (!sources.add(it.sourceId())) {
        report(Kind.DOUBLED_CASE, it.toString());
      }
      if (!evidence.sent().contains(it.sourceId())) {
        report(Kind.PHANTOM_CASE, it.toString());
      }
      if (!it.chainHolds()) {
        report(Kind.BROKEN_CHAIN, it.caseNo());
      }
      if (!it.foldHolds()) {
        report(Kind.WRONG_FOLD, it.caseNo());
      }
      if (!it.status().equals(END)) {
        report(Kind.UNFINISHED, it.caseNo() + " is " + it.status());
      }
    }
  }

  private void assignments() {
    Map<String, String> ledger =
        evidence.assignments().stream()
            .collect(Collectors.toMap(Evidence.Handed::assignmentId, Evidence.Handed::department));
    var received = new HashSet<String>();
    var effects = new HashSet<String>();
    for (var delivery : evidence.deliveries()) {
      String owner = ledger.get(delivery.assignmentId());
      if (owner == null) {
        report(Kind.PHANTOM, delivery.toString());
      } else if (!owner.equals(delivery.department()) || !owner.equals(delivery.addressee())) {
        report(Kind.MISDELIVERED, delivery + " is of " + owner);
      } else {
        received.add(delivery.assignmentId());
      }
      if (delivery.effect() && !effects.add(delivery.assignmentId())) {
        report(Kind.DOUBLED, delivery.toString());
      }
    }
    var lost = new TreeSet<>(ledger.keySet());
    lost.removeIf(id -> received.contains(id) && effects.contains(id));
    lost.forEach(id -> report(Kind.LOST, id + " of " + ledger.get(id)));
  }

  private void replies() {
    var lost = new TreeSet<>(evidence.answered());
    lost.removeAll(evidence.taken());
    lost.forEach(key -> report(Kind.LOST_REPLY, key));
  }

  private void report(Kind kind, String what) {
    found.add(new Violation(kind, what));
  }
}
