package io.bancheng.ledger;

import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Letter;
import java.time.Instant;
import java.util.List;

/**
 * What is to be written about one case, computed before the transaction that writes it.
 *
 * @param message that registers the case; null for one that is in the ledger
 * @param sealed the message's bytes as they are kept; null where they are kept already
 * @param rows the fresh events
 * @param letters that they make due
 */
record Posting(
    CaseFile file,
    InboundMessage message,
    byte[] sealed,
    List<EventCodec.Row> rows,
    List<Letter> letters) {

  String caseNo() {
    return file.current().caseNo();
  }

  /** Hash of the last event. */
  String head() {
    return rows.get(rows.size() - 1).hash();
  }

  /** When the last event happened. */
  Instant at() {
    List<CaseEvent> fresh = file.fresh();
    return fresh.get(fresh.size() - 1).at();
  }
}
