package io.bancheng.canonical;

/**
 * What has become of a message that was kept, for the result that its sender gets.
 *
 * @param messageId the sender's id of the message
 * @param caseNo the case it opened, or that it repeats or contradicts; null if there is none
 * @param status where that case stands now, null if there is none
 * @param suspected the case may repeat another one of the same reporter
 */
public record Outcome(
    String messageId, Kind kind, String caseNo, CaseStatus status, boolean suspected) {

  /** What was decided about the message itself. */
  public enum Kind {
    /** Nothing yet. */
    OPEN,
    /** It opened a case, or was added to one. */
    TAKEN,
    /** It said what was registered before. */
    REPEATED,
    /** Nothing follows from it. */
    NOTHING,
    /** It says something else under a number that is registered; parked. */
    CONFLICT,
    /** It is no case; parked. */
    REFUSED,
    /** The hub failed on it too often; parked. */
    FAILED
  }
}
