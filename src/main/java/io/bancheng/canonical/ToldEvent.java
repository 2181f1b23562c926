package io.bancheng.canonical;

import java.time.Instant;

/**
 * An event of a case on its way to those who listen outside.
 *
 * @param seq its place in the case's timeline, from 1
 * @param data as the ledger keeps it, JSON; it holds nothing that the reporter said
 */
public record ToldEvent(String caseNo, int seq, String type, Instant at, String data) {
  /** Its id for those who hear it twice. */
  public String id() {
    return caseNo + "/" + seq;
  }
}
