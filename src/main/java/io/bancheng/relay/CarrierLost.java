package io.bancheng.relay;

/** The broker did not take letters for an address; nothing of the batch counts as sent. */
final class CarrierLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CarrierLost(String address, Exception cause) {
    super("no letters to " + address + ": " + cause.getMessage(), cause);
  }
}
