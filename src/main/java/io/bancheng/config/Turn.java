package io.bancheng.config;

import io.bancheng.calendar.TimeLimit;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.IssueClass;
import io.bancheng.canonical.OpenCase;
import io.bancheng.canonical.Submission;
import java.time.Instant;
import java.util.List;

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
    return Clock.started(
        kind, subject, current().round(), limit.toString(), now, config.calendar().due(now, limit));
  }
}
