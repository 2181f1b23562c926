package io.bancheng.canonical;

import java.time.Instant;

/**
 * What came in through a door, as bytes and a few allow-listed facts about them; nothing else of
 * the carrier gets past the door.
 *
 * @param id the inbox row it is kept in, null while it is in none
 * @param door the sender's system id: {@code channel.hotline}, {@code department.340882.ybj}
 * @param messageId the sender's id of the message, null if the carrier has none
 * @param contentType media type with charset as declared, null if none was
 * @param idempotencyKey the caller's key, null if it gave none
 */
public record InboundMessage(
    Long id,
    String door,
    String messageId,
    String contentType,
    String idempotencyKey,
    byte[] raw,
    Instant receivedAt) {
  /** Begins the door of an answer of the hub that its receiver refused. */
  public static final String REFUSED = "refused.";

  /** Begins the door of a letter of the hub that its receiver may or may not have. */
  public static final String DOUBTFUL = "doubtful.";

  /** Begins the door of a mail that lay in a mailbox for departments. */
  public static final String MAILBOX = "mailbox.";

  /** Whether it is a mail that lay in a mailbox for departments. */
  public boolean mailToDepartments() {
    return door.startsWith(MAILBOX);
  }

  /** The same, kept in that row of the inbox. */
  public InboundMessage keptAs(long row) {
    return new InboundMessage(row, door, messageId, contentType, idempotencyKey, raw, receivedAt);
  }

  /** The same as the message of that system. */
  public InboundMessage from(String systemId) {
    return new InboundMessage(
        id, systemId, messageId, contentType, idempotencyKey, raw, receivedAt);
  }

  /** The door without its kind: the channel's code or the department's id in dotted form. */
  public String sender() {
    return door.substring(door.indexOf('.') + 1);
  }

  /** Whether it is an answer of the hub itself that its receiver refused. */
  public boolean refusedAnswer() {
    return door.startsWith(REFUSED);
  }

  /** Whether it is a letter of the hub itself that its receiver may or may not have. */
  public boolean doubtfulLetter() {
    return door.startsWith(DOUBTFUL);
  }

  /** Whether a department speaks, and not a channel. */
  public boolean fromDepartment() {
    return door.startsWith("department.");
  }
}
