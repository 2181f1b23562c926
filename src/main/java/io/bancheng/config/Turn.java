package io.bancheng.config;

import io.bancheng.calendar.Stretch;
import io.bancheng.calendar.TimeLimit;
import io.bancheng.calendar.WorkingCalendar;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.Classified;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockChange;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Due;
import io.bancheng.canonical.IssueClass;
import io.bancheng.canonical.OpenCase;
import io.bancheng.canonical.Submission;
import io.bancheng.canonical.SupervisionLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A case on its way through the steps: its file, the rules in force and the time. A step takes it
 * and gives it back with the events that the step adds.
 *
 * @param ofReporter the reporter's other open cases; only looked for when a case is registered
 */
public record Turn(CaseFile file, HubConfig config, Instant now, List<OpenCase> ofReporter) {
  public Turn(CaseFile file, HubConfig config, Instant now) {
    this(file, config, now, List.of());
  }

  /** Camel asks for it often; all of the case and all the rules would have to be walked through. */
  @Override
  public int hashCode() {
    return 31 * file.hashCode() + now.hashCode();
  }

  /**
   * The same with one more event.
   *
   * @throws io.bancheng.canonical.IllegalTransition if the case's state does not allow it
   */
  public Turn add(CaseEvent event) {
    return new Turn(file.add(event), config, now, ofReporter);
  }

  public Case current() {
    return file.current();
  }

  public Submission submission() {
    return file.submission();
  }

  /** The rule that could not be asked when the case was classified just now. */
  public Optional<String> failedRule() {
    return file.fresh().stream()
        .filter(Classified.class::isInstance)
        .map(event -> ((Classified) event).decision().failedRule())
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** How long the departments have: the class's own limit, and a shorter one in a later round. */
  public TimeLimit handleLimit() {
    var classification = current().classification();
    return current().round() > 1
        ? config.limits().rehandle().get(classification.issueClass())
        : TimeLimit.parse(classification.handleLimit());
  }

  /** A clock that starts now, with the office's limit for that class. */
  public Clock clock(ClockKind kind, String subject, IssueClass issueClass) {
    return clock(kind, subject, config.limits().limit(kind, issueClass, current().kind()));
  }

  /** A clock that starts now, with that limit. */
  public Clock clock(ClockKind kind, String subject, TimeLimit limit) {
    return watched(
        Clock.started(
            kind, subject, current().round(), limit.toString(), now, calendar().due(now, limit)));
  }

  /**
   * The clock, looked at first when the ladder warns (预警): so many working days are left. Nobody is
   * warned that a case will soon be put away.
   */
  private Clock watched(Clock clock) {
    if (clock.kind() == ClockKind.ARCHIVE || !clock.counted()) {
      return clock;
    }
    var warned =
        config
            .limits()
            .step(SupervisionLevel.AMBER)
            .flatMap(
                step ->
                    calendar()
                        .opening(
                            Stretch.of(clock),
                            step.remainingPercent().orElse(0),
                            step.remainingWorkdays().orElse(1)));
    return warned.filter(at -> at.isAfter(now)).map(clock::lookAt).orElse(clock);
  }

  /** A paused clock that goes on now: its due time moves by the working time of the pause. */
  public Clock resumed(Clock clock) {
    var paused =
        clock.changes().stream()
            .filter(change -> change.type() == ClockChange.Type.PAUSE)
            .reduce((earlier, later) -> later);
    return paused.map(p -> watched(clock.resume(now, after(clock, p.at())))).orElse(clock);
  }

  /** A time that a person set moves by the pause itself. */
  private Due after(Clock clock, Instant pausedAt) {
    return clock.counted()
        ? calendar().reckon(Stretch.of(clock).with(new Stretch.Pause(pausedAt, now))).due()
        : new Due(clock.dueAt().plus(Duration.between(pausedAt, now)), calendar().version(), false);
  }

  /**
   * A clock with more time, counted from when it was due.
   *
   * @param reason a code, no words of people; may be null
   */
  public Clock extended(Clock clock, TimeLimit more, String reason) {
    var due =
        clock.counted()
            ? calendar().reckon(Stretch.of(clock).with(more)).due()
            : calendar().due(clock.dueAt(), more);
    return watched(clock.extend(now, more.toString(), reason, due));
  }

  /** A clock as the calendar in force counts it. */
  public Clock recomputed(Clock clock) {
    var due = calendar().reckon(Stretch.of(clock)).due();
    return watched(clock.recompute(now, null, due));
  }

  /** The calendar of the place that the case is about. */
  public WorkingCalendar calendar() {
    return config.calendarOf(current().regionCode());
  }
}
