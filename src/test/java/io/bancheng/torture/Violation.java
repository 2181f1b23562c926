package io.bancheng.torture;

/** One promise that was not kept. */
record Violation(Kind kind, String what) {
  enum Kind {
    /** I1: a 2xx names a case that the ledger does not have. */
    RECEIPT_WITHOUT_CASE(1),
    /** I1: the case of a 2xx has another source id or another text. */
    WRONG_BODY(1),
    /** I1: one source id was told two case numbers. */
    TWO_NUMBERS(1),
    /** I2: one source id has two cases in the ledger. */
    DOUBLED_CASE(2),
    /** I2: another text under a known source id was not refused with 409 or 422. */
    CONFLICT_TAKEN(2),
    /** The ledger has a case that nobody sent. */
    PHANTOM_CASE(4),
    /** An order in good form was refused. */
    REFUSED(1),
    /** I3: the department never received the assignment. */
    LOST(3),
    /** I3: the assignment took effect more than once. */
    DOUBLED(3),
    /** I4: a department received an assignment that is not in the ledger. */
    PHANTOM(4),
    /** I4: a department received an assignment of another department. */
    MISDELIVERED(4),
    /** I6: a reply that the broker had taken is not in the ledger. */
    LOST_REPLY(6),
    /** I11: the files that decided a case would send it elsewhere. */
    ROUTED_OTHERWISE(11),
    /** I12: the hash chain of a case does not verify. */
    BROKEN_CHAIN(12),
    /** I10: the events of a case do not give what is stored. */
    WRONG_FOLD(10),
    /** I3: the case did not reach its end although all faults had stopped. */
    UNFINISHED(3),
    /** I5: a letter came for the first time after a younger one of its case and department. */
    OUT_OF_ORDER(5),
    /** I6: what nobody can read is not in quarantine, or more than once. */
    NOT_PARKED_ONCE(6),
    /** I7: not closed exactly once a round, or while a share was open. */
    CLOSED_WRONGLY(7),
    /** I8: the reporters' channel did not hear the result exactly once. */
    FEEDBACK_NOT_ONCE(8),
    /** I9: a limit passed and nobody looked at it. */
    OVERLOOKED(9),
    /** I10: the events of a case have a gap. */
    GAP(10),
    /** I11: the files that decided a case are not known. */
    UNKNOWN_VERSION(11),
    /** I13: the broker gave up on a message, and nobody has it. */
    THROWN_AWAY(13),
    /** I14: something waits for ever, or counts as not answered although it is. */
    UNANSWERED(14),
    /** I14: an assignment came later than the faults explain. */
    LATE(14),
    /** I14: the work did not go on after a fault. */
    STUCK(14),
    /** I15: an ill department delayed others. */
    SLOWED(15),
    /** I16: a log line shows what must not stand there. */
    LEAK(16),
    /** I17: somebody saw a case that is not theirs, or may not see their own. */
    SHOWN_WRONGLY(17);

    private final int invariant;

    Kind(int invariant) {
      this.invariant = invariant;
    }

    /** The number of the promise in docs/protocol.md. */
    int invariant() {
      return invariant;
    }
  }

  @Override
  public String toString() {
    return kind + ": " + what;
  }
}
