package io.bancheng.supervise;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.AssignmentState;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockBreached;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.DueSoon;
import io.bancheng.canonical.ReturnRefused;
import io.bancheng.canonical.Texts;
import io.bancheng.canonical.Urged;
import io.bancheng.config.Turn;

/** Watches over the limits (督办) and passes on what reporters urge (催办). */
public final class Supervisor {
  private final Ladder ladder = new Ladder();

  /**
   * Looks at a limit whose time has come, if it still runs: warns that it soon passes, notes that
   * it has passed, or proposes the next rung of the ladder. Each happens once.
   */
  public Turn watch(Turn turn, ClockKind kind, String subject, int round) {
    return turn.current().clocks().stream()
        .filter(k -> k.is(kind, subject, round))
        .filter(k -> k.watchAt().filter(at -> at.isBefore(turn.now())).isPresent())
        .findFirst()
        .map(k -> look(turn, k))
        .orElse(turn);
  }

  private Turn look(Turn turn, Clock k) {
    if (k.breachedAt() != null) {
      return ladder.climb(turn, k);
    }
    return k.dueAt().isBefore(turn.now())
        ? passed(turn, k)
        : turn.add(new DueSoon(turn.now(), Actor.HUB, k.kind(), k.subject(), k.round(), k.dueAt()));
  }

  private Turn passed(Turn turn, Clock k) {
    var next = ladder.next(turn, k.breach(turn.now()), k.dueAt()).orElse(null);
    var noted =
        turn.add(
            new ClockBreached(
                turn.now(), Actor.HUB, k.kind(), k.subject(), k.round(), k.dueAt(), next));
    return ladder.unanswered(silence(noted, k.kind(), k.subject()), k);
  }

  /**
   * Passes on that somebody asked again by a case of their own. Departments hear the words of an
   * urge, so those of a confidential reporter stay in the later case.
   */
  public Turn urge(Turn turn, Case later, String words) {
    var told = later.confidential() ? Texts.NONE : Texts.of("text", words);
    return turn.add(new Urged(turn.now(), Actor.HUB, later.caseNo(), told));
  }

  /** A return that nobody decided in time is refused: the department stays responsible. */
  private static Turn silence(Turn turn, ClockKind kind, String assignmentId) {
    boolean open =
        kind == ClockKind.RETURN_DECISION
            && turn.current()
                .assignment(assignmentId)
                .filter(a -> a.state() == AssignmentState.RETURN_REQUESTED)
                .isPresent();
    return open
        ? turn.add(
            new ReturnRefused(
                turn.now(), Actor.HUB, assignmentId, Texts.of("decisionText", "逾期未审批，视为不同意退回。")))
        : turn;
  }
}
