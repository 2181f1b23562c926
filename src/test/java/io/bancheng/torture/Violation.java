package io.bancheng.torture;

/** One promise that was not kept. */
record Violation(Kind kind, String what) {
  enum Kind {
    /** I1: a 2xx names a case that the ledger does not have. */
    RECEIPT_WITHOUT_CASE,
    /** I1: the case of a 2xx has another source id or another text. */
    WRONG_BODY,
    /** I1: one source id was told two case numbers. */
    TWO_NUMBERS,
    /** I2: one source id has two cases in the ledger. */
    DOUBLED_CASE,
    /** I2: another text under a known source id was not refused with 409 or 422. */
    CONFLICT_TAKEN,
    /** The ledger has a case that nobody sent. */
    PHANTOM_CASE,
    /** An order in good form was refused. */
    REFUSED,
    /** I3: the department never received the assignment. */
    LOST,
    /** I3: the assignment took effect more than once. */
    DOUBLED,
    /** I4: a department received an assignment that is not in the ledger. */
    PHANTOM,
    /** I4: a department received an assignment of another department. */
    MISDELIVERED,
    /** I6: a reply that the broker had taken is not in the ledger. */
    LOST_REPLY,
    /** I12: the hash chain of a case does not verify. */
    BROKEN_CHAIN,
    /** I10: the events of a case do not give what is stored. */
    WRONG_FOLD,
    /** The case did not reach its end although all faults had stopped. */
    UNFINISHED
  }

  @Override
  public String toString() {
    return kind + ": " + what;
  }
}
