package io.bancheng.canonical;

import java.time.Duration;
import java.time.Instant;

/**
 * A question of the hub to a department's own system, for one page of what it has to say.
 *
 * @param lease proves that the question is still the asker's
 * @param begunAt when the walk through the pages began
 * @param open what is open with the department
 */
public record Poll(
    DepartmentId department,
    Walk walk,
    int lease,
    Instant begunAt,
    PollState state,
    OpenWork open) {
  /** Why the hub asks. */
  public enum Walk {
    /** For what is new. */
    NEWS,
    /** For everything about what is open, to find what was missed (对账). */
    OPEN
  }

  /**
   * When the hub may ask.
   *
   * @param allowed whether it may at all, just now
   * @param news a look for news that began before this is followed by another
   * @param open the same for open work
   * @param lease longer than a question can take
   */
  public record Due(
      DepartmentId department, boolean allowed, Instant news, Instant open, Duration lease) {}

  /**
   * The assignments that a department has still to answer.
   *
   * @param since when the oldest of them was dispatched, null if there is none
   * @param next the first after the one that was asked about last, null if there is none
   */
  public record OpenWork(Instant since, String next) {}
}
