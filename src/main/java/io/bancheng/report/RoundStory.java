package io.bancheng.report;

import io.bancheng.canonical.Accepted;
import io.bancheng.canonical.AnsweredOnSpot;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Closed;
import io.bancheng.canonical.Dispatched;
import io.bancheng.canonical.ExtensionDecided;
import io.bancheng.canonical.Feedback;
import io.bancheng.canonical.FeedbackFailed;
import io.bancheng.canonical.FeedbackGiven;
import io.bancheng.canonical.OpinionIssued;
import io.bancheng.canonical.OpinionRejected;
import io.bancheng.canonical.Reopened;
import java.time.Instant;
import java.util.List;

/** One round of a case's handling (办理轮次): from its acceptance to the feedback. */
final class RoundStory {
  private final int number;
  private int attemptsBefore;
  private int attemptsAfter;
  private Instant acceptedAt;
  private Instant originalDueAt;
  private Instant opinionAt;
  private Instant closedAt;
  private Instant feedbackGivenAt;
  private boolean feedbackOwed;
  private int extensions;

  RoundStory(int number) {
    this.number = number;
  }

  void hear(CaseEvent event, Case after) {
    acceptance(event, after);
    opinion(event);
    feedback(event, after);
    if (event instanceof ExtensionDecided e && e.granted()) {
      extensions++;
    }
  }

  private void acceptance(CaseEvent event, Case after) {
    boolean begins = event instanceof Accepted || event instanceof Reopened;
    if (begins || event instanceof AnsweredOnSpot && acceptedAt == null) {
      acceptedAt = event.at();
    }
    if (event instanceof Reopened) {
      attemptsBefore = after.feedback().size();
    }
    if (event instanceof Dispatched e && originalDueAt == null) {
      originalDueAt =
          e.clocks().stream()
              .filter(clock -> clock.kind() == ClockKind.HANDLE)
              .map(Clock::dueAt)
              .findFirst()
              .orElse(null);
    }
  }

  private void opinion(CaseEvent event) {
    if (event instanceof OpinionIssued) {
      opinionAt = event.at();
    } else if (event instanceof OpinionRejected) {
      opinionAt = null;
      feedbackOwed = false;
    } else if (event instanceof Closed || event instanceof AnsweredOnSpot) {
      closedAt = event.at();
      opinionAt = opinionAt == null ? event.at() : opinionAt;
    }
  }

  private void feedback(CaseEvent event, Case after) {
    if (event instanceof FeedbackGiven) {
      feedbackGivenAt = event.at();
    } else if (event instanceof FeedbackFailed) {
      feedbackGivenAt = null;
    }
    attemptsAfter = after.feedback().size();
    feedbackOwed |=
        after.clocks().stream()
            .anyMatch(k -> k.is(ClockKind.FEEDBACK, after.caseNo(), number) && k.running());
  }

  int number() {
    return number;
  }

  Instant acceptedAt() {
    return acceptedAt;
  }

  /** When it was due before anybody extended it. */
  Instant originalDueAt() {
    return originalDueAt;
  }

  /** When all departments had answered, and the review did not send it back. */
  Instant opinionAt() {
    return opinionAt;
  }

  Instant closedAt() {
    return closedAt;
  }

  Instant feedbackGivenAt() {
    return feedbackGivenAt;
  }

  int extensions() {
    return extensions;
  }

  /** Whether the reporter is or was to be told the opinion that stands. */
  boolean feedbackOwed() {
    return feedbackOwed;
  }

  /** The attempts of this round to tell the reporter, as they are known now. */
  List<Feedback> attempts(Case c) {
    return c.feedback().subList(attemptsBefore, attemptsAfter);
  }
}
