package io.bancheng.canonical;

/** Where a gateway's receipts are taken. */
@FunctionalInterface
public interface ReceiptDesk {
  /** Notes on the message's case what became of it; unknown and repeated ones change nothing. */
  void take(TextReceipt receipt);
}
