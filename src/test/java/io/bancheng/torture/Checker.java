package io.bancheng.torture;

import static io.bancheng.torture.Violation.Kind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    checker.feedback();
    checker.quiet();
    checker.meanwhile();
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
      holds(it);
      if (!it.status().equals(END)) {
        report(Kind.UNFINISHED, it.caseNo() + " is " + it.status());
      }
    }
  }

  private void holds(Evidence.LedgerCase it) {
    var holds = it.holds();
    check(holds.chain(), Kind.BROKEN_CHAIN, it.caseNo());
    check(holds.fold(), Kind.WRONG_FOLD, it.caseNo());
    check(holds.sequence(), Kind.GAP, it.caseNo());
    check(holds.version(), Kind.UNKNOWN_VERSION, it.caseNo());
    check(holds.routing(), Kind.ROUTED_OTHERWISE, it.caseNo());
    check(holds.closure(), Kind.CLOSED_WRONGLY, it.caseNo());
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

  /** The channel hears each result once, and of no case that has none. */
  private void feedback() {
    var heard = new HashMap<String, Set<String>>();
    evidence.beside().answers().stream()
        .filter(answer -> answer.type().equals("FEEDBACK"))
        .forEach(a -> heard.computeIfAbsent(a.caseNo(), no -> new HashSet<>()).add(a.msgId()));
    if (heard.isEmpty()) {
      return;
    }
    var ended = new HashSet<String>();
    for (var it : evidence.cases()) {
      if (it.status().equals(END)) {
        ended.add(it.caseNo());
        int times = heard.getOrDefault(it.caseNo(), Set.of()).size();
        check(times == 1, Kind.FEEDBACK_NOT_ONCE, it.caseNo() + " was told " + times + " times");
      }
    }
    heard.keySet().stream()
        .filter(no -> !ended.contains(no))
        .forEach(no -> report(Kind.FEEDBACK_NOT_ONCE, no + " was told and is not closed"));
  }

  private void quiet() {
    var beside = evidence.beside();
    beside.outOfOrder().forEach(it -> report(Kind.OUT_OF_ORDER, it));
    beside.late().forEach(it -> report(Kind.LATE, it));
    beside.stuck().forEach(it -> report(Kind.STUCK, it));
    beside.leaks().forEach(it -> report(Kind.LEAK, it));
    for (String word : beside.babbled()) {
      long times = beside.parked().stream().filter(word::equals).count();
      check(times == 1, Kind.NOT_PARKED_ONCE, word + " is parked " + times + " times");
    }
    check(beside.owed() == 0, Kind.UNANSWERED, beside.owed() + " letters wait to be sent");
    check(beside.unanswered() == 0, Kind.UNANSWERED, beside.unanswered() + " assignments");
    check(beside.waiting() == 0, Kind.UNANSWERED, beside.waiting() + " messages in the inbox");
    check(beside.overlooked() == 0, Kind.OVERLOOKED, beside.overlooked() + " limits");
  }

  private void meanwhile() {
    var watched = evidence.watched();
    check(
        watched.thrownAway() <= watched.parkedDead(),
        Kind.THROWN_AWAY,
        watched.thrownAway() + " messages, of which " + watched.parkedDead() + " are parked");
    watched.glances().stream()
        .filter(glance -> !glance.right())
        .forEach(glance -> report(Kind.SHOWN_WRONGLY, glance.toString()));
    check(watched.pace().holds(), Kind.SLOWED, watched.pace().toString());
  }

  private void check(boolean holds, Kind kind, String what) {
    if (!holds) {
      report(kind, what);
    }
  }

  private void report(Kind kind, String what) {
    found.add(new Violation(kind, what));
  }
}
