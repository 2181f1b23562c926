package io.bancheng.ledger;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one person wants and another has to agree to (双人复核).
 *
 * @param subject the version or the case number
 * @param about the version that was in force then, or the reason
 * @param by who proposes it: an account, or {@code files (owner)}
 * @param until when it lapses
 * @param vouchedBy who answers for files; nobody knows who wrote those
 * @param decidedBy null while it waits
 */
public record Proposal(
    long id,
    Kind kind,
    String subject,
    String about,
    String by,
    Instant at,
    Instant until,
    String vouchedBy,
    State state,
    String decidedBy,
    Instant decidedAt) {
  private static final String FILES = "files";

  /** What is proposed. */
  public enum Kind {
    /** Another version of the operators' files comes into force. */
    CONFIGURATION,
    /** What was said about a case is erased. */
    ERASURE
  }

  /** What came of it. */
  public enum State {
    WAITING,
    APPROVED,
    REFUSED,
    WITHDRAWN,
    EXPIRED,
    /** It was approved and could not be done. */
    FAILED
  }

  public boolean waits() {
    return state == State.WAITING;
  }

  /** Whether nobody answers for it yet, for it came by files. */
  public boolean needsVoucher() {
    return by.startsWith(FILES) && vouchedBy == null;
  }

  /** Whether that account has done its part already. */
  public boolean isOf(String account) {
    return account.equals(by) || account.equals(vouchedBy);
  }

  /** All who had a hand in it. */
  public String hands() {
    return Stream.of(by, vouchedBy, decidedBy)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }
}
