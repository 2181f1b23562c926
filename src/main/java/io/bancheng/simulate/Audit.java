package io.bancheng.simulate;

import io.bancheng.canonical.Receipt;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the whole ledger of a year and holds it against what was promised. */
final class Audit {
  private static final int PAGE = 500;

  private final Stage stage;
  private final Instant end;
  private final Map<String, Receipt> receipts;
  private final List<String> violations = new ArrayList<>();

  /** What was counted, and what was not as promised. */
  record Result(Tally tally, List<String> violations) {}

  Audit(Stage stage, Instant end, Map<String, Receipt> receipts) {
    this.stage = stage;
    this.end = end;
    this.receipts = receipts;
  }

  Result look() {
    var counter = new Tally.Counter(stage.config().limits(), end);
    var numbers = numbers();
    accounted(numbers);
    for (String caseNo : numbers.stream().sorted().toList()) {
      var found = stage.books().reader().find(caseNo).orElseThrow().current();
      var entries = stage.books().reader().events(caseNo);
      var promises = new Promises(found, entries, end);
      promises.broken().forEach(v -> violations.add(caseNo + " " + v));
      if (!stage.books().reader().chainHolds(caseNo)) {
        violations.add(caseNo + " CHAIN: its hash chain is broken");
      }
      counter.count(found, entries.stream().map(CaseReader.Entry::event).toList());
    }
    leftOver();
    return new Result(counter.done(), List.copyOf(violations));
  }

  /** The number of every case in the ledger. */
  private Set<String> numbers() {
    var numbers = new HashSet<String>();
    CaseReader.Listed last = null;
    List<CaseReader.Listed> page;
    do {
      page =
          stage
              .books()
              .reader()
              .page(
                  new CaseReader.Filter(
                      null,
                      null,
                      null,
                      null,
                      null,
                      Scope.ALL,
                      last == null ? null : last.changedAt(),
                      last == null ? null : last.current().caseNo(),
                      PAGE));
      page.forEach(l -> numbers.add(l.current().caseNo()));
      last = page.isEmpty() ? null : page.get(page.size() - 1);
    } while (page.size() == PAGE);
    return numbers;
  }

  /** Everybody who came has a receipt, every receipt one case, and no case is nobody's. */
  private void accounted(Set<String> numbers) {
    var told = new HashSet<String>();
    receipts.forEach(
        (who, receipt) -> {
          if (!told.add(receipt.caseNo())) {
            violations.add(receipt.caseNo() + " RECEIPT: given to two people");
          }
          if (!numbers.contains(receipt.caseNo())) {
            violations.add(receipt.caseNo() + " RECEIPT: of " + who + ", without a case");
          }
        });
    numbers.stream()
        .filter(no -> !told.contains(no))
        .sorted()
        .forEach(no -> violations.add(no + " CASE: nobody came with it"));
  }

  /** Nothing may lie about that nobody looks at. */
  private void leftOver() {
    int parked = stage.books().quarantine().page(null, null, 0, PAGE).size();
    int waiting = stage.books().inbox().left(end, PAGE).size();
    var owed = stage.books().outbox().addresses();
    if (parked > 0) {
      violations.add("PARKED: " + parked + " message(s)");
    }
    if (waiting > 0) {
      violations.add("INBOX: " + waiting + " message(s) nobody has taken");
    }
    if (!owed.isEmpty()) {
      violations.add("OUTBOX: letters are owed to " + owed);
    }
  }
}
