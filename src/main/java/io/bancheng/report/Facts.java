package io.bancheng.report;

import io.bancheng.calendar.WorkingCalendar;
import io.bancheng.canonical.CaseEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the indicators count of one case: the case itself, each round of its handling, each share of
 * a department, and each urge and supervision order. It is derived from the events alone, so the
 * same events always give the same facts.
 */
record Facts(FactRow ofCase, List<FactRow> rounds, List<FactRow> assignments, List<FactRow> marks) {
  /** Goes up with every change of what is derived, so that all is derived again. */
  static final int VERSION = 1;

  static final String CASES = "case_fact";
  static final String ROUNDS = "round_fact";
  static final String ASSIGNMENTS = "assignment_fact";
  static final String MARKS = "mark_fact";
  static final List<String> TABLES = List.of(CASES, ROUNDS, ASSIGNMENTS, MARKS);

  /**
   * The facts of a case.
   *
   * @param events all that happened to it, in order
   * @param tier the level of government of a region, if it is known
   * @param calendar what working time is counted with
   */
  static Facts of(
      List<CaseEvent> events, Function<String, Optional<String>> tier, WorkingCalendar calendar) {
    var story = new CaseStory(events);
    var c = story.current();
    var dimensions = new Dimensions(c, tier.apply(c.regionCode()).orElse(null));
    return new Facts(
        CaseFact.of(story, dimensions),
        story.rounds().values().stream()
            .filter(round -> round.acceptedAt() != null)
            .map(round -> RoundFact.of(c, round, dimensions, calendar))
            .toList(),
        c.assignments().stream().map(share -> AssignmentFact.of(story, share, dimensions)).toList(),
        MarkFact.of(story, dimensions));
  }

  Map<String, List<FactRow>> byTable() {
    return Map.of(CASES, List.of(ofCase), ROUNDS, rounds, ASSIGNMENTS, assignments, MARKS, marks);
  }
}
