package io.bancheng.report;

import io.bancheng.canonical.Accepted;
import io.bancheng.canonical.AnsweredOnSpot;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Closed;
import io.bancheng.canonical.Dispatched;
import io.bancheng.canonical.ExclusionReason;
import io.bancheng.canonical.OpinionSubmitted;
import io.bancheng.canonical.Reconsidered;
import io.bancheng.canonical.Rejected;
import io.bancheng.canonical.ReturnApproved;
import io.bancheng.canonical.ReturnRefused;
import io.bancheng.canonical.ReturnRequested;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A case's events told once more, for what the case as it stands no longer says. */
final class CaseStory {
  private final List<CaseEvent> events;
  private final TreeMap<Integer, RoundStory> rounds = new TreeMap<>();
  private final Map<String, Instant> repliedAt = new HashMap<>();
  private final Map<String, Instant> returnAskedAt = new HashMap<>();
  private final Map<String, Instant> returnedAt = new HashMap<>();
  private final Map<String, Integer> returnsRefused = new HashMap<>();
  private Case current;
  private Instant acceptedAt;
  private Instant rejectedAt;
  private Instant decidedAt;
  private Instant acceptDueAt;
  private Instant closedAt;
  private ExclusionReason reason;
  private Dispatched firstDispatch;

  CaseStory(List<CaseEvent> events) {
    this.events = List.copyOf(events);
    for (CaseEvent event : events) {
      verdict(event);
      current = event.applyTo(current);
      round().hear(event, current);
      shares(event);
    }
  }

  private RoundStory round() {
    return rounds.computeIfAbsent(current.round(), RoundStory::new);
  }

  /** Whether the window takes the matter, with the limit that ran for saying so. */
  private void verdict(CaseEvent event) {
    if (event instanceof Rejected e) {
      decided(e.at());
      rejectedAt = e.at();
      reason = e.exclusionReason();
    } else if (event instanceof Reconsidered) {
      rejectedAt = null;
      reason = null;
    } else if (acceptedAt == null && accepts(event)) {
      decided(event.at());
      acceptedAt = event.at();
    }
    if (event instanceof Closed || event instanceof AnsweredOnSpot) {
      closedAt = event.at();
    }
  }

  /** Whoever is answered at once was accepted. */
  private static boolean accepts(CaseEvent event) {
    return event instanceof Accepted || event instanceof AnsweredOnSpot;
  }

  private void decided(Instant at) {
    decidedAt = at;
    acceptDueAt = current.clock(ClockKind.ACCEPT, current.caseNo()).map(Clock::dueAt).orElse(null);
  }

  private void shares(CaseEvent event) {
    if (event instanceof Dispatched e && firstDispatch == null) {
      firstDispatch = e;
    } else if (event instanceof OpinionSubmitted e) {
      repliedAt.putIfAbsent(e.assignmentId(), e.at());
    } else if (event instanceof ReturnRequested e) {
      returnAskedAt.putIfAbsent(e.assignmentId(), e.at());
    } else if (event instanceof ReturnApproved e) {
      returnedAt.put(e.assignmentId(), e.at());
    } else if (event instanceof ReturnRefused e) {
      returnsRefused.merge(e.assignmentId(), 1, Integer::sum);
    }
  }

  List<CaseEvent> events() {
    return events;
  }

  /** The case as it stands. */
  Case current() {
    return current;
  }

  /** The rounds of handling, the first one first. */
  Map<Integer, RoundStory> rounds() {
    return rounds;
  }

  Instant acceptedAt() {
    return acceptedAt;
  }

  /** Null unless it is refused now. */
  Instant rejectedAt() {
    return rejectedAt;
  }

  ExclusionReason reason() {
    return reason;
  }

  /** When the latest decision on acceptance was taken. */
  Instant decidedAt() {
    return decidedAt;
  }

  Instant acceptDueAt() {
    return acceptDueAt;
  }

  /** When it was closed last, whatever became of it later. */
  Instant closedAt() {
    return closedAt;
  }

  /** Null before it was dispatched. */
  Dispatched firstDispatch() {
    return firstDispatch;
  }

  /** When a department first gave its opinion; null before. */
  Instant repliedAt(String assignmentId) {
    return repliedAt.get(assignmentId);
  }

  Instant returnAskedAt(String assignmentId) {
    return returnAskedAt.get(assignmentId);
  }

  Instant returnedAt(String assignmentId) {
    return returnedAt.get(assignmentId);
  }

  int returnsRefused(String assignmentId) {
    return returnsRefused.getOrDefault(assignmentId, 0);
  }
}
