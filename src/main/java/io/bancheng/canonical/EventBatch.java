package io.bancheng.canonical;

import java.util.List;

/**
 * The next events for one listener, those of a case in order.
 *
 * @param listener whose they are
 * @param end where the listener stands once it has them
 */
public record EventBatch(String listener, List<ToldEvent> events, Mark end) {
  /** A place in the ledger: transaction, case, number in the case. */
  public record Mark(String xid, String caseNo, int seq) {}

  /** The same batch has the same key. */
  public String key() {
    return listener + "@" + end.xid() + "/" + end.caseNo() + "/" + end.seq();
  }
}
