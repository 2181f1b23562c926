package io.bancheng.canonical;

/**
 * What became of one reply of several that a department sent at once.
 *
 * @param index its place among them, from 0
 * @param caseNo the case it went to, null if it went to none
 * @param code why it is parked, null if it is not
 * @param detail more about why it is parked or changed nothing
 */
public record ReplyOutcome(int index, Result result, String caseNo, String code, String detail) {
  /** What can become of a reply. */
  public enum Result {
    /** It is in the ledger and changed the assignment. */
    TAKEN,
    /** It came too late or out of turn: it stands in the timeline and changed nothing. */
    RECORDED,
    /** It was taken before. */
    REPEATED,
    /** It could not be taken; a person looks at it. */
    PARKED,
    /** It is kept and will be taken in a moment. */
    KEPT
  }
}
