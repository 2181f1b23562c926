package io.bancheng.ledger;

import io.bancheng.canonical.DeliveryOutcome.Health;
import java.time.Duration;
import java.time.Instant;

/**
 * A department's circuit breaker: it opens when five attempts in a row went wrong, or half of the
 * last twenty. Open, it lets one attempt through from time to time; the first good one closes it.
 *
 * @param recent the last attempts, oldest first: {@code x} went wrong, {@code o} went well
 * @param openings how many probes in a row went wrong
 * @param probeAt when the next attempt may be made, null while it is closed
 */
record Breaker(State state, String recent, int openings, Instant probeAt) {
  private static final int IN_A_ROW = 5;
  private static final int WINDOW = 20;
  private static final Duration LEAST = Duration.ofSeconds(30);
  private static final Duration MOST = Duration.ofMinutes(15);
  private static final int DOUBLINGS = 5;
  private static final double SHORTEST = 0.8;

  enum State {
    CLOSED,
    OPEN,
    /** One attempt is on its way to see whether the system is well again. */
    HALF_OPEN
  }

  /** Whether an attempt may be made. */
  boolean lets(Instant now) {
    return state == State.CLOSED || !now.isBefore(probeAt);
  }

  /** An attempt begins: behind an open breaker it is the only one until that time. */
  Breaker trying(Instant until) {
    return state == State.CLOSED ? this : new Breaker(State.HALF_OPEN, recent, openings, until);
  }

  /**
   * An attempt ended.
   *
   * @param chance from 0 to 1; shortens the wait, so that not everything probes at once
   */
  Breaker after(Health health, Instant now, double chance) {
    if (health == Health.BUSY) {
      return state == State.HALF_OPEN ? closed("") : this;
    }
    boolean well = health == Health.WELL;
    return switch (state) {
      case OPEN -> this;
      case HALF_OPEN -> well ? closed("") : open(recent, openings + 1, now, chance);
      case CLOSED -> counted(latest(recent + (well ? 'o' : 'x')), now, chance);
    };
  }

  private static Breaker counted(String recent, Instant now, double chance) {
    boolean row = recent.endsWith("x".repeat(IN_A_ROW));
    boolean half =
        recent.length() == WINDOW && recent.chars().filter(c -> c == 'x').count() * 2 >= WINDOW;
    return row || half ? open(recent, 0, now, chance) : closed(recent);
  }

  private static Breaker closed(String recent) {
    return new Breaker(State.CLOSED, recent, 0, null);
  }

  private static Breaker open(String recent, int openings, Instant now, double chance) {
    var grown = LEAST.multipliedBy(1L << Math.min(openings, DOUBLINGS));
    var wait = grown.compareTo(MOST) > 0 ? MOST : grown;
    double share = SHORTEST + (1 - SHORTEST) * chance;
    return new Breaker(
        State.OPEN, recent, openings, now.plusMillis((long) (wait.toMillis() * share)));
  }

  private static String latest(String all) {
    return all.substring(Math.max(0, all.length() - WINDOW));
  }
}
