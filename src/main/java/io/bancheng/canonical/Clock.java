package io.bancheng.canonical;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One running or ended time limit (期限) of a case or of an assignment: its start, and what changed
 * it since.
 *
 * @param subject the case number or assignment id it runs on
 * @param round the case's handling round, from 1
 * @param limit as configured, e.g. {@code 3wd}, with its extensions {@code 3wd+2wd}; {@code source}
 *     for the sender's own due time
 * @param dueAt the last instant that is still in time
 * @param calendar version of the calendar it was computed with
 * @param provisional true if a year was needed whose holidays are not announced yet
 * @param stoppedAt when it ended, null while it runs
 * @param breachedAt when the hub noticed that it had passed, null if it never did
 * @param lookAt when supervision looks at it next, null if that is when it runs out
 * @param changes pauses, extensions and what else moved it, in order
 */
public record Clock(
    ClockKind kind,
    String subject,
    int round,
    String limit,
    Instant startedAt,
    Instant dueAt,
    String calendar,
    boolean provisional,
    Instant stoppedAt,
    Instant breachedAt,
    Instant lookAt,
    List<ClockChange> changes) {
  private static final String SENDERS = "source";

  public Clock {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(dueAt, "dueAt");
    // clocks of the first version were stored without
    changes = changes == null ? List.of() : List.copyOf(changes);
  }

  /** A clock that starts to run. */
  public static Clock started(
      ClockKind kind, String subject, int round, String limit, Instant startedAt, Due due) {
    return new Clock(
        kind,
        subject,
        round,
        limit,
        startedAt,
        due.at(),
        due.calendar(),
        due.provisional(),
        null,
        null,
        null,
        List.of());
  }

  /** A clock that the sender set: it wants an answer by then. */
  public static Clock wanted(
      ClockKind kind, String subject, int round, Instant startedAt, Instant dueAt) {
    return started(kind, subject, round, SENDERS, startedAt, new Due(dueAt, SENDERS, false));
  }

  /** Whether it has not ended; a paused clock has not. */
  public boolean running() {
    return stoppedAt == null;
  }

  /** Whether it rests: nobody can be late while it does. */
  public boolean paused() {
    return changes.stream()
        .map(ClockChange::type)
        .filter(t -> t == ClockChange.Type.PAUSE || t == ClockChange.Type.RESUME)
        .reduce((earlier, later) -> later)
        .filter(t -> t == ClockChange.Type.PAUSE)
        .isPresent();
  }

  /** Whether somebody outside set it; no calendar computed it. */
  public boolean sendersOwn() {
    return SENDERS.equals(limit);
  }

  /** Whether a calendar counted it; else its sender set it, or a person. */
  public boolean counted() {
    return Character.isDigit(limit.charAt(0));
  }

  /** When supervision looks at it next; empty while there is nothing more to look for. */
  public Optional<Instant> watchAt() {
    boolean over = !running() || paused();
    Instant next = lookAt != null || breachedAt != null ? lookAt : dueAt;
    return over ? Optional.empty() : Optional.ofNullable(next);
  }

  /** Whether it is the clock of that kind on that subject in that round. */
  public boolean is(ClockKind kind, String subject, int round) {
    return this.kind == kind && this.subject.equals(subject) && this.round == round;
  }

  /** Whether both are the same clock, perhaps at different times of its life. */
  public boolean same(Clock other) {
    return is(other.kind, other.subject, other.round);
  }

  public Clock stop(Instant at) {
    return running() ? copy(at, breachedAt, lookAt) : this;
  }

  /** Not stopped after all, and due when it was due before. */
  public Clock runOn() {
    return copy(null, breachedAt, lookAt);
  }

  public Clock breach(Instant at) {
    return copy(stoppedAt, at, null);
  }

  /** The same, looked at next at that time; null if nothing more is to come. */
  public Clock lookAt(Instant next) {
    return copy(stoppedAt, breachedAt, next);
  }

  /**
   * Rests from now on (挂起); one that is over or rests already stays as it is.
   *
   * @param reason a code, no words of people
   */
  public Clock pause(Instant at, String reason) {
    return running() && !paused()
        ? changed(
            new ClockChange(ClockChange.Type.PAUSE, at, null, reason, dueAt, calendar), provisional)
        : this;
  }

  /**
   * Runs again after a pause (恢复).
   *
   * @param due when it runs out, the pause left out
   */
  public Clock resume(Instant at, Due due) {
    return running() && paused()
        ? changed(change(ClockChange.Type.RESUME, at, null, null, due), due.provisional())
        : this;
  }

  /**
   * Given more time (延期).
   *
   * @param more the limit added, e.g. {@code 3wd}
   * @param reason a code, no words of people
   */
  public Clock extend(Instant at, String more, String reason, Due due) {
    return changed(change(ClockChange.Type.EXTEND, at, more, reason, due), due.provisional());
  }

  /** Computed anew with another calendar, because a person had that done. */
  public Clock recompute(Instant at, String reason, Due due) {
    return changed(change(ClockChange.Type.RECOMPUTE, at, null, reason, due), due.provisional());
  }

  private static ClockChange change(
      ClockChange.Type type, Instant at, String more, String reason, Due due) {
    return new ClockChange(type, at, more, reason, due.at(), due.calendar());
  }

  /** A clock that is due in the future again is not late any more. */
  private Clock changed(ClockChange change, boolean provisional) {
    var all = new ArrayList<>(changes);
    all.add(change);
    return new Clock(
        kind,
        subject,
        round,
        change.more() == null ? limit : limit + "+" + change.more(),
        startedAt,
        change.dueAt(),
        change.calendar(),
        provisional,
        stoppedAt,
        change.dueAt().isAfter(change.at()) ? null : breachedAt,
        change.dueAt().equals(dueAt) ? lookAt : null,
        all);
  }

  private Clock copy(Instant stoppedAt, Instant breachedAt, Instant lookAt) {
    return new Clock(
        kind,
        subject,
        round,
        limit,
        startedAt,
        dueAt,
        calendar,
        provisional,
        stoppedAt,
        breachedAt,
        lookAt,
        changes);
  }
}
