package io.bancheng.supervise;

import io.bancheng.calendar.TimeLimit;
import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.PassedOver;
import io.bancheng.canonical.SupervisionCause;
import io.bancheng.canonical.SupervisionLevel;
import io.bancheng.canonical.SupervisionOrder;
import io.bancheng.canonical.SupervisionProposed;
import io.bancheng.config.SupervisionStep;
import io.bancheng.config.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rungs above the reminder (督办、黄牌、红牌): the hub proposes them by the working days that a
 * department is late, per share of the case. It never issues one.
 */
final class Ladder {
  private static final Duration STOOD_STILL = Duration.ofHours(1);

  /** When the first rung after that time is reached; empty above the last. */
  Optional<Instant> next(Turn turn, Clock k, Instant after) {
    return k.kind() == ClockKind.HANDLE || k.kind() == ClockKind.SUPPORT_REPLY
        ? rungs(turn)
            .map(step -> reached(turn, k, step))
            .filter(at -> at.isAfter(after))
            .min(Comparator.naturalOrder())
        : Optional.empty();
  }

  /**
   * Proposes the highest rung that is reached, or notes that there is nothing to propose: a limit
   * that is looked at goes on to its next rung, or it would be looked at for ever.
   */
  Turn climb(Turn turn, Clock k) {
    var next = next(turn, k, turn.now()).orElse(null);
    var proposed = highest(turn, k, next);
    boolean nothing = proposed.file().fresh().size() == turn.file().fresh().size();
    return nothing
        ? turn.add(new PassedOver(turn.now(), Actor.HUB, k.kind(), k.subject(), k.round(), next))
        : proposed;
  }

  private static Turn highest(Turn turn, Clock k, Instant next) {
    var rung =
        rungs(turn)
            .filter(step -> reached(turn, k, step).isBefore(turn.now()))
            .max(Comparator.comparing(SupervisionStep::level));
    var late = late(turn, k);
    return rung.isPresent() && late.isPresent()
        ? propose(
            turn, rung.get().level(), SupervisionCause.OVERDUE, late.get(), new About(k, next))
        : turn;
  }

  /** An order that was not answered in time gives the rung that says so. */
  Turn unanswered(Turn turn, Clock k) {
    if (k.kind() != ClockKind.SUPERVISION_ANSWER) {
      return turn;
    }
    var order = turn.current().order(k.subject()).orElseThrow();
    var above =
        turn.config().limits().supervision().stream()
            .filter(step -> step.unansweredWorkdays().isPresent())
            .map(SupervisionStep::level)
            .filter(level -> level.compareTo(order.level()) > 0)
            .min(Comparator.naturalOrder());
    var share = turn.current().assignment(order.assignmentId());
    return above.isPresent() && share.isPresent()
        ? propose(turn, above.get(), SupervisionCause.UNANSWERED, share.get(), About.NOTHING)
        : turn;
  }

  /** What a proposal is about, and when that is looked at next. */
  record About(Clock clock, Instant next) {
    static final About NOTHING = new About(null, null);
  }

  /** Proposes an order, unless one of that level was proposed in this round before. */
  static Turn propose(
      Turn turn, SupervisionLevel level, SupervisionCause cause, Assignment share, About about) {
    boolean known =
        turn.current().orders().stream()
            .anyMatch(o -> o.assignmentId().equals(share.id()) && o.level() == level);
    if (known) {
      return turn;
    }
    var k = about.clock();
    var order = SupervisionOrder.proposed(id(turn), level, cause, share, turn.now());
    return turn.add(
        new SupervisionProposed(
            turn.now(),
            Actor.HUB,
            k == null ? order : order.about(k.kind()),
            k == null ? null : k.subject(),
            about.next()));
  }

  static String id(Turn turn) {
    return turn.current().caseNo() + "-D" + (turn.current().orders().size() + 1);
  }

  private static Stream<SupervisionStep> rungs(Turn turn) {
    return turn.config().limits().supervision().stream()
        .filter(step -> step.level().needsPerson() && step.overdueWorkdays().isPresent());
  }

  private static Instant reached(Turn turn, Clock k, SupervisionStep step) {
    int days = step.overdueWorkdays().orElseThrow();
    return days == 0 ? k.dueAt() : turn.calendar().due(since(k), TimeLimit.workingDays(days)).at();
  }

  /**
   * From when a department is late, as far as it was told. What the hub noticed long afterwards,
   * because it stood still, counts from then: nobody is proposed for a card who was not reminded.
   */
  private static Instant since(Clock k) {
    boolean unnoticed =
        k.breachedAt() != null && k.breachedAt().isAfter(k.dueAt().plus(STOOD_STILL));
    return unnoticed ? k.breachedAt() : k.dueAt();
  }

  /** Whose share is late: the lead's for the case's limit, else that of the limit itself. */
  private static Optional<Assignment> late(Turn turn, Clock k) {
    var share =
        k.kind() == ClockKind.HANDLE
            ? turn.current().lead()
            : turn.current().assignment(k.subject()).filter(Assignment::active);
    return share.filter(a -> !a.answered());
  }
}
