package io.bancheng.canonical;

import java.time.Duration;

/**
 * How an attempt to bring a letter ended, and what follows.
 *
 * @param state DELIVERED, REJECTED, FAILED, IN_DOUBT or PARKED
 * @param again whether another attempt follows, under the same key
 * @param pause how long until then, or until an open doubt is looked at again
 * @param health what it says about the department's system
 */
public record DeliveryOutcome(
    DeliveryState state, boolean again, Duration pause, Health health, DeliveryEvidence evidence) {

  /** What an attempt says about the receiver's system. */
  public enum Health {
    WELL,
    ILL,
    /** It is well but has enough for now: nothing goes to it before the pause is over. */
    BUSY
  }

  /** The receiver's system has it. */
  public static DeliveryOutcome delivered(DeliveryEvidence evidence) {
    return new DeliveryOutcome(
        DeliveryState.DELIVERED, false, Duration.ZERO, Health.WELL, evidence);
  }

  /** The receiver's system says no; it is parked for a person and never sent again by itself. */
  public static DeliveryOutcome rejected(DeliveryEvidence evidence, Health health) {
    return new DeliveryOutcome(DeliveryState.REJECTED, false, Duration.ZERO, health, evidence);
  }

  /** It certainly did not arrive; another attempt follows after the pause. */
  public static DeliveryOutcome failed(DeliveryEvidence evidence, Duration pause, Health health) {
    return new DeliveryOutcome(DeliveryState.FAILED, true, pause, health, evidence);
  }

  /** It may have arrived; it comes up again as doubtful after the pause, and is not sent before. */
  public static DeliveryOutcome doubtful(DeliveryEvidence evidence, Duration pause) {
    return new DeliveryOutcome(DeliveryState.IN_DOUBT, false, pause, Health.ILL, evidence);
  }

  /** It may have arrived, and sending it again is harmless: that follows after the pause. */
  public static DeliveryOutcome resent(DeliveryEvidence evidence, Duration pause) {
    return new DeliveryOutcome(DeliveryState.IN_DOUBT, true, pause, Health.ILL, evidence);
  }

  /** It may have arrived, and a person is to decide. */
  public static DeliveryOutcome parked(DeliveryEvidence evidence) {
    return new DeliveryOutcome(DeliveryState.PARKED, false, Duration.ZERO, Health.ILL, evidence);
  }
}
