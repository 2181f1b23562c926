package io.bancheng.simulate;

import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockBreached;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Closed;
import io.bancheng.canonical.FeedbackGiven;
import io.bancheng.canonical.IllegalTransition;
import io.bancheng.canonical.Reopened;
import io.bancheng.ledger.CaseReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What the hub promises of every case, and which of it a case breaks. */
final class Promises {
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private final Case stands;
  private final List<CaseReader.Entry> entries;
  private final Instant end;
  private final List<String> broken = new ArrayList<>();

  Promises(Case stands, List<CaseReader.Entry> entries, Instant end) {
    this.stands = stands;
    this.entries = entries;
    this.end = end;
  }

  List<String> broken() {
    folds();
    lookedAt();
    noted();
    rounds();
    held();
    return broken;
  }

  /** I10: numbered without a gap, and the case is what its events say. */
  private void folds() {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).seq() != i + 1) {
        broken.add("SEQUENCE: event %d is numbered %d".formatted(i + 1, entries.get(i).seq()));
      }
    }
    try {
      if (!stands.equals(folded())) {
        broken.add("FOLD: the case is not what its events say");
      }
    } catch (IllegalTransition e) {
      broken.add("FOLD: " + e.getMessage());
    }
  }

  private Case folded() {
    Case folded = null;
    for (CaseEvent e : events()) {
      folded = e.applyTo(folded);
    }
    return folded;
  }

  /** I9: whatever limit passed was looked at; of those that ended none is looked at any more. */
  private void lookedAt() {
    for (Clock k : stands.clocks()) {
      k.watchAt()
          .filter(at -> at.isBefore(end.minus(A_SECOND)))
          .ifPresent(at -> broken.add("LIMIT: %s of %s was not looked at".formatted(k.kind(), at)));
    }
  }

  /** I9: that a limit has passed is noted once. */
  private void noted() {
    var known = new HashSet<String>();
    for (CaseEvent e : events()) {
      if (e instanceof ClockBreached b
          && !known.add(b.kind() + b.subject() + b.round() + b.dueAt())) {
        broken.add("TWICE: %s of %s was noted twice".formatted(b.kind(), b.dueAt()));
      }
    }
  }

  /** I7, I8: one closure and one feedback in a round, in that order. */
  private void rounds() {
    int closed = 0;
    int told = 0;
    for (CaseEvent e : events()) {
      if (e instanceof Reopened) {
        closed = 0;
        told = 0;
      }
      closed += e instanceof Closed ? 1 : 0;
      told += e instanceof FeedbackGiven ? 1 : 0;
      if (closed > 1 || told > 1) {
        broken.add("ROUND: closed %d times, told %d times".formatted(closed, told));
      }
    }
    boolean openShare =
        stands.assignments().stream()
            .anyMatch(a -> a.round() == stands.round() && a.active() && !a.concluded());
    if (stands.status() == CaseStatus.CLOSED && openShare) {
      broken.add("CLOSED: while a department still works on it");
    }
  }

  /** Whoever has to act next is held to a time: no case can be forgotten. */
  private void held() {
    boolean over = stands.status().terminal() || stands.status() == CaseStatus.ARCHIVED;
    boolean running =
        stands.clocks().stream()
            .anyMatch(k -> k.running() && !k.paused() && k.kind() != ClockKind.SOURCE);
    if (!over && !running) {
      broken.add("HELD: nobody is held to a time while it is " + stands.status());
    }
  }

  private List<CaseEvent> events() {
    return entries.stream().map(CaseReader.Entry::event).toList();
  }
}
