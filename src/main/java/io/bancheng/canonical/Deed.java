package io.bancheng.canonical;

/**
 * What somebody did with the hub, or tried to (审计事项): an entry of the audit (GB/T 22239-2019
 * 8.1.4.3 asks for user, type and result).
 *
 * @param who system id of staff, {@code files} or {@code hub}; what was typed where nobody is known
 * @param what {@code SIGN_IN}, {@code REVEAL}, {@code KEY_ROTATED}, or a call such as {@code POST
 *     /api/v1/cases/{caseNo}/actions/{action}}; never with personal data
 * @param subject what it was done to: a case number, a version, a system id; empty if nothing
 * @param detail codes that say more, empty if there are none; never with personal data
 */
public record Deed(String who, String what, String subject, Outcome outcome, String detail) {
  /** What came of it. */
  public enum Outcome {
    DONE,
    REFUSED,
    FAILED
  }

  public static Deed done(String who, String what, String subject) {
    return new Deed(who, what, subject, Outcome.DONE, "");
  }

  public static Deed refused(String who, String what, String subject) {
    return new Deed(who, what, subject, Outcome.REFUSED, "");
  }

  /** The same with something said about it. */
  public Deed saying(String more) {
    return new Deed(who, what, subject, outcome, more);
  }
}
