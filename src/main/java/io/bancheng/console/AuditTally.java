package io.bancheng.console;

import io.bancheng.canonical.Deed;
import io.bancheng.ledger.AuditTrail;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the audit short where the same is done again and again: whoever guesses keys is one entry
 * and then one a minute with the number of times, whoever looks at a case is one in ten minutes.
 */
@Component
class AuditTally {
  private static final int MOST = 10_000;
  private static final String OTHERS = "*";

  private final AuditTrail audit;
  private final Map<Deed, Integer> repeated = new ConcurrentHashMap<>();
  private final Set<Deed> seen = ConcurrentHashMap.newKeySet();

  AuditTally(AuditTrail audit) {
    this.audit = audit;
  }

  /** Notes it at once, or counts it if the same was noted within the last minute. */
  void counted(Deed deed) {
    var same =
        repeated.size() < MOST || repeated.containsKey(deed)
            ? deed
            : new Deed(OTHERS, deed.what(), "", deed.outcome(), "");
    if (repeated.merge(same, 0, (count, zero) -> count + 1) == 0) {
      audit.append(same);
    }
  }

  /** Notes it unless the same was noted within the last ten minutes. */
  void once(Deed deed) {
    if (!seen.contains(deed)) {
      audit.append(deed);
      seen.add(deed);
    }
  }

  @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
  void tell() {
    for (var deed : repeated.keySet()) {
      int more = repeated.remove(deed);
      if (more > 0) {
        audit.append(deed.saying((deed.detail() + " times=" + more).strip()));
      }
    }
  }

  @Scheduled(fixedDelay = 600_000, initialDelay = 600_000)
  void forget() {
    seen.clear();
  }
}
