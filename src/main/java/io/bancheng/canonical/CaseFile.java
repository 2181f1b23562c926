package io.bancheng.canonical;

import java.util.ArrayList;
import java.util.List;

/**
 * A case on somebody's desk: as the ledger has it, as it now stands, what its reporter said, and
 * the events that were added but are not in the ledger yet.
 *
 * @param before the case as the ledger has it, null for one that is registered now
 * @param length how many events the ledger holds of it
 * @param head hash of the last of them, empty for a new case
 */
public record CaseFile(
    Case before,
    Case current,
    Submission submission,
    int length,
    String head,
    List<CaseEvent> fresh) {

  /** A case that is registered now. */
  public static CaseFile open(Registered event) {
    return new CaseFile(null, event.applyTo(null), event.submission(), 0, "", List.of(event));
  }

  /** A case taken out of the ledger. */
  public static CaseFile taken(Case stands, Submission submission, int length, String head) {
    return new CaseFile(stands, stands, submission, length, head, List.of());
  }

  /**
   * The file with one more event.
   *
   * @throws IllegalTransition if the case's state does not allow it
   */
  public CaseFile add(CaseEvent event) {
    var more = new ArrayList<>(fresh);
    more.add(event);
    return new CaseFile(
        before, event.applyTo(current), submission, length, head, List.copyOf(more));
  }
}
