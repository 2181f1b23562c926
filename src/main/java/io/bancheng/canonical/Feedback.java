package io.bancheng.canonical;

import java.time.Instant;

/** One attempt to tell the reporter (反馈). */
public record Feedback(
    int attemptNo, Instant at, FeedbackMethod method, FeedbackOutcome outcome, String by) {
  /** The same attempt, now known to have reached nobody. */
  Feedback failed() {
    return new Feedback(attemptNo, at, method, FeedbackOutcome.UNREACHABLE, by);
  }
}
