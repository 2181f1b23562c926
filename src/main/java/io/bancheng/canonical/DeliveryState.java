package io.bancheng.canonical;

/** How far one attempt to bring a letter to a department's system got. */
public enum DeliveryState {
  /** Waits for its turn. */
  PENDING,
  /** On its way; ends as something else, by a lease at the latest. */
  SENDING,
  /** The department's system has it. */
  DELIVERED,
  /** It may have arrived: asked about, or sent again only where that is harmless. */
  IN_DOUBT,
  /** The department's system refused it; a person corrects and sends it again. */
  REJECTED,
  /** It certainly did not arrive. */
  FAILED,
  /** A person decides whether it arrived. */
  PARKED,
  /** A person gave it up. */
  CANCELLED
}
