package io.bancheng.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseHistory;
import io.bancheng.canonical.ClockBreached;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Closed;
import io.bancheng.ledger.CaseReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The audit of a year finds what it is there to find. */
class PromisesTest {
  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

  private final List<CaseEvent> events = CaseHistory.of(7, 12);

  @Test
  void what_was_folded_from_its_events_is_not_complained_of() {
    assertThat(broken(fold(events), events)).noneMatch(v -> v.matches("(FOLD|SEQUENCE|TWICE).*"));
  }

  @Test
  void a_case_that_is_not_what_its_events_say_is_found() {
    var shorter = events.subList(0, 1);
    assertThat(broken(fold(shorter), events)).anyMatch(v -> v.startsWith("FOLD"));
  }

  @Test
  void a_gap_in_the_numbers_is_found() {
    var entries = new ArrayList<>(entries(events));
    var last = entries.remove(entries.size() - 1);
    entries.add(new CaseReader.Entry(last.seq() + 1, last.event(), last.hash()));
    assertThat(new Promises(fold(events), entries, LATER).broken())
        .anyMatch(v -> v.startsWith("SEQUENCE"));
  }

  @Test
  void a_limit_that_passed_and_that_nobody_looked_at_is_found() {
    var c = withLimit();
    assertThat(c.clocks()).anyMatch(k -> k.watchAt().isPresent());
    assertThat(new Promises(c, List.of(), LATER).broken()).anyMatch(v -> v.startsWith("LIMIT"));
    var due = c.clocks().stream().flatMap(k -> k.watchAt().stream()).sorted().findFirst().get();
    assertThat(new Promises(c, List.of(), due.plus(Duration.ofMillis(1))).broken())
        .noneMatch(v -> v.startsWith("LIMIT"));
  }

  @Test
  void a_limit_that_was_noted_twice_and_a_round_that_was_closed_twice_are_found() {
    var at = Instant.parse("2026-10-12T02:00:00Z");
    var breach = new ClockBreached(at, Actor.HUB, ClockKind.HANDLE, "1", 1, at);
    var close = new Closed(at, Actor.HUB, null, null, null, List.of());
    var all = new ArrayList<CaseEvent>(List.of(events.get(0), breach, breach, close, close));
    assertThat(broken(null, all))
        .anyMatch(v -> v.startsWith("TWICE"))
        .anyMatch(v -> v.startsWith("ROUND"));
  }

  @Test
  void a_case_that_nobody_is_held_to_is_found() {
    var idle = CaseHistory.registered("340882261009000015", "hotline");
    assertThat(new Promises(idle, List.of(), LATER).broken()).anyMatch(v -> v.startsWith("HELD"));
  }

  private static Case withLimit() {
    return IntStream.range(0, 200)
        .mapToObj(seed -> fold(CaseHistory.of(seed, 6)))
        .filter(c -> c.clocks().stream().anyMatch(k -> k.watchAt().isPresent()))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> broken(Case stands, List<CaseEvent> events) {
    return new Promises(
            stands == null ? fold(events.subList(0, 1)) : stands, entries(events), LATER)
        .broken();
  }

  private static List<CaseReader.Entry> entries(List<CaseEvent> events) {
    return IntStream.range(0, events.size())
        .mapToObj(i -> new CaseReader.Entry(i + 1, events.get(i), ""))
        .toList();
  }

  private static Case fold(List<CaseEvent> events) {
    Case folded = null;
    for (CaseEvent e : events) {
      folded = e.applyTo(folded);
    }
    return folded;
  }
}
