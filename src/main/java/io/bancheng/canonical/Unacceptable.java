package io.bancheng.canonical;

import java.util.List;
import java.util.Optional;

/**
 * A message that is not a case or not a reply; it is parked with its bytes for a person to mend.
 */
public final class Unacceptable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient List<Fault> faults;
  private final String caseNo;
  private final transient List<UnknownCode> codes;

  /** What is wrong with it. */
  public enum Kind {
    /** The bytes are not of the format. */
    UNREADABLE,
    /** It can be read but is not what it should be. */
    INVALID,
    /** The same source id stands in the ledger with another text. */
    CONFLICT,
    /** The same idempotency key was used for another text. */
    KEY_REUSED,
    /** The case's state does not permit what it asks for. */
    NOT_ALLOWED,
    /** It speaks of a case that its sender is not known to have a part in. */
    UNKNOWN_SENDER,
    /** A code in it is on no code list; it can be taken once the list has it. */
    UNKNOWN_CODE,
    /** It speaks of a case or assignment that is not known, or not the sender's. */
    UNKNOWN_SUBJECT
  }

  /**
   * One fault at one JSON pointer of the canonical form; the pointer is empty for the whole.
   *
   * @param msg the same in Chinese, null where nobody has said it
   */
  public record Fault(String pointer, String detail, String msg) {
    public Fault(String pointer, String detail) {
      this(pointer, detail, null);
    }
  }

  public Unacceptable(Kind kind, String detail, List<Fault> faults) {
    this(kind, detail, faults, null, List.of());
  }

  private Unacceptable(
      Kind kind, String detail, List<Fault> faults, String caseNo, List<UnknownCode> codes) {
    super(detail);
    this.kind = kind;
    this.faults = List.copyOf(faults);
    this.caseNo = caseNo;
    this.codes = List.copyOf(codes);
  }

  /** A refusal because of what is registered as that case. */
  public static Unacceptable because(String caseNo, Kind kind, String detail) {
    return new Unacceptable(kind, detail, List.of(), caseNo, List.of());
  }

  /** The same refusal, because of these codes. */
  public Unacceptable because(List<UnknownCode> unknown) {
    return new Unacceptable(Kind.UNKNOWN_CODE, getMessage(), faults, caseNo, unknown);
  }

  public Unacceptable(Kind kind, String detail) {
    this(kind, detail, List.of());
  }

  /**
   * The refusal in a chain of causes; transactions and routes wrap what is thrown inside them.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Unacceptable in(Throwable wrapped) {
    for (Throwable e = wrapped; e != null; e = e.getCause()) {
      if (e instanceof Unacceptable refusal) {
        return refusal;
      }
    }
    throw new IllegalArgumentException("not a refusal", wrapped);
  }

  /** The codes that are on no code list; empty unless it is refused because of them. */
  public List<UnknownCode> codes() {
    return codes;
  }

  public Kind kind() {
    return kind;
  }

  public List<Fault> faults() {
    return faults;
  }

  /** The case that stands against it, if one does. */
  public Optional<String> caseNo() {
    return Optional.ofNullable(caseNo);
  }
}
