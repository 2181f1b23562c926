package io.bancheng.supervise;

import io.bancheng.canonical.Clock;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.LimitsRecomputed;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Texts;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.Turn;
import java.util.List;
import java.util.Optional;

/**
 * Computes due times anew after a calendar changed (期限重新计算). It is never done by itself: what
 * somebody was promised moves only because a person says so.
 */
public final class CalendarDesk {
  /**
   * Moves the running limits of a case to where the calendar in force puts them.
   *
   * @throws Unacceptable (NOT_ALLOWED) if no limit moves, or another role asks
   */
  public Turn decide(Turn turn, Decision d) {
    if (d.actor().role() != Role.SERVICE_ADMIN) {
      throw refusal(d, "due times are computed anew by SERVICE_ADMIN");
    }
    var moved = moved(turn);
    if (moved.isEmpty()) {
      throw refusal(d, "the calendar in force moves none of its limits");
    }
    return turn.add(
        new LimitsRecomputed(turn.now(), d.actor(), moved, Texts.of("text", d.required("reason"))));
  }

  /** The running limits that the calendar in force puts elsewhere, as they would run then. */
  public List<Clock> moved(Turn turn) {
    return turn.current().clocks().stream().flatMap(k -> moved(turn, k).stream()).toList();
  }

  /** A resting limit is counted with the calendar in force when it goes on. */
  private static Optional<Clock> moved(Turn turn, Clock k) {
    boolean counted = k.running() && !k.paused() && k.counted();
    return counted && !k.calendar().equals(turn.calendar().version())
        ? Optional.of(turn.recomputed(k)).filter(anew -> !anew.dueAt().equals(k.dueAt()))
        : Optional.empty();
  }

  private static Unacceptable refusal(Decision d, String why) {
    return new Unacceptable(
        Unacceptable.Kind.NOT_ALLOWED, "Case %s: %s.".formatted(d.caseNo(), why));
  }
}
