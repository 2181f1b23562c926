package io.bancheng.canonical;

import java.util.Optional;

/** Where a message that a person waits for is taken, while they wait. */
public interface IntakeDesk {
  /**
   * Takes a channel's message down the same way as every other.
   *
   * @return the receipt, once the case is in the ledger
   * @throws Unacceptable if it cannot be taken; it is parked then
   */
  Receipt take(InboundMessage message);

  /**
   * Takes what a channel's message says about a case that is here already.
   *
   * @return the hub's word that it is in the ledger
   * @throws Unacceptable if it cannot be taken; it is parked then
   */
  NoteReceipt note(InboundMessage message);

  /** The receipt that was given for a channel's number of a case, whenever that was. */
  Optional<Receipt> receipt(String channelCode, String sourceCaseId);
}
