package io.bancheng.canonical;

import java.time.Instant;
import java.util.Objects;

/**
 * One running or ended time limit (期限) of a case or of an assignment.
 *
 * @param subject the case number or assignment id it runs on
 * @param round the case's handling round, from 1
 * @param limit as configured, e.g. {@code 3wd}; {@code source} for the sender's own due time
 * @param dueAt the last instant that is still in time
 * @param calendar version of the calendar it was computed with
 * @param provisional true if a year was needed whose holidays are not announced yet
 * @param stoppedAt when it ended, null while it runs or rests
 * @param pausedAt since when it rests (挂起), null if it does not
 * @param breachedAt when the hub noticed that it had passed, null if it never did
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
    Instant pausedAt) {
  private static final String SENDERS = "source";

  public Clock {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(dueAt, "dueAt");
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
        null);
  }

  /** A clock that the sender set: it wants an answer by then. */
  public static Clock wanted(
      ClockKind kind, String subject, int round, Instant startedAt, Instant dueAt) {
    return started(kind, subject, round, SENDERS, startedAt, new Due(dueAt, SENDERS, false));
  }

  public boolean running() {
    return stoppedAt == null && pausedAt == null;
  }

  /** Whether it rests while its case is suspended. */
  public boolean paused() {
    return stoppedAt == null && pausedAt != null;
  }

  /** Whether it is the clock of that kind on that subject in that round. */
  public boolean is(ClockKind kind, String subject, int round) {
    return this.kind == kind && this.subject.equals(subject) && this.round == round;
  }

  public Clock stop(Instant at) {
    return stoppedAt == null
        ? new Clock(
            kind,
            subject,
            round,
            limit,
            startedAt,
            dueAt,
            calendar,
            provisional,
            at,
            breachedAt,
            null)
        : this;
  }

  /** Running again, to the same time. */
  public Clock resume() {
    return new Clock(
        kind,
        subject,
        round,
        limit,
        startedAt,
        dueAt,
        calendar,
        provisional,
        null,
        breachedAt,
        null);
  }

  /** Resting from now on. */
  Clock pause(Instant at) {
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
        at);
  }

  /** Running on after a rest, until then. */
  public Clock resume(Due due) {
    return new Clock(
        kind,
        subject,
        round,
        limit,
        startedAt,
        due.at(),
        due.calendar(),
        provisional || due.provisional(),
        null,
        breachedAt,
        null);
  }

  public Clock breach(Instant at) {
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
        at,
        pausedAt);
  }
}
