package io.bancheng.kit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What scenarios work with: the way to the department, what came back, and the first letter. */
final class Bench {
  private final Line line;
  private final Ear ear;
  private final Letters letters;
  private final Duration within;
  private final Clock clock;
  private final boolean translated;
  private final Optional<PolledApi> polled;
  private final Instant begun;
  private Letter first;
  private Answer firstAnswer;

  /**
   * How and how long.
   *
   * @param translated whether replies come in the department's own words
   * @param polled the system that is asked for them; none if they come by themselves
   */
  record Pace(Duration within, Clock clock, boolean translated, Optional<PolledApi> polled) {}

  Bench(Line line, Ear ear, Letters letters, Pace pace) {
    this.line = line;
    this.ear = ear;
    this.letters = letters;
    this.within = pace.within();
    this.clock = pace.clock();
    this.translated = pace.translated();
    this.polled = pace.polled();
    this.begun = clock.instant();
  }

  Line line() {
    return line;
  }

  Ear ear() {
    return ear;
  }

  Letters letters() {
    return letters;
  }

  Duration within() {
    return within;
  }

  Clock clock() {
    return clock;
  }

  Optional<PolledApi> polled() {
    return polled;
  }

  /** When the first scenario began. */
  Instant begun() {
    return begun;
  }

  /** Whether the hub's mapping makes the replies, so that some fields are its own. */
  boolean translated() {
    return translated;
  }

  /** An ordinary assignment that the department has got, the same for all scenarios. */
  Letter first() {
    if (first == null) {
      first = letters.assignment();
      firstAnswer = line.deliver(first);
    }
    return first;
  }

  Answer firstAnswer() {
    first();
    return firstAnswer;
  }

  /** Whether such a reply about the assignment comes in time. */
  boolean hears(Letter assignment, String eventType) {
    return ear.await(
        assignment.assignmentId(),
        replies -> replies.stream().anyMatch(reply -> reply.is(eventType)),
        within);
  }

  List<Heard> replies(Letter assignment) {
    return ear.about(assignment.assignmentId());
  }

  Set<String> keys(Letter assignment) {
    return replies(assignment).stream().map(Heard::key).collect(Collectors.toSet());
  }

  /** Delivers an assignment, which must be taken and signed. */
  Outcome handled(Letter assignment) {
    var answer = line.deliver(assignment);
    if (!answer.taken()) {
      return Outcome.fail("%s", answer);
    }
    boolean signed = hears(assignment, "SIGNED");
    return Outcome.of(signed, "%s · SIGNED %s", answer, signed ? "+" : "-");
  }

  /** Delivers a letter about the first assignment, which must be taken and break nothing. */
  Outcome taken(Letter later) {
    first();
    var answer = line.deliver(later);
    return Outcome.of(answer.taken(), "%s", answer);
  }
}
