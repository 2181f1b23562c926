package io.bancheng.supervise;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.SupervisionAnswerAccepted;
import io.bancheng.canonical.SupervisionAnswerRejected;
import io.bancheng.canonical.SupervisionAnswered;
import io.bancheng.canonical.SupervisionCause;
import io.bancheng.canonical.SupervisionDeclined;
import io.bancheng.canonical.SupervisionIssued;
import io.bancheng.canonical.SupervisionLevel;
import io.bancheng.canonical.SupervisionLifted;
import io.bancheng.canonical.SupervisionOrder;
import io.bancheng.canonical.SupervisionProposed;
import io.bancheng.canonical.Texts;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.Region;
import io.bancheng.config.SupervisionStep;
import io.bancheng.config.SupervisionStep.Office;
import io.bancheng.config.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What people do with supervision orders (督办单): issue or decline what the hub proposed, answer,
 * judge the answer, lift. An order is never deleted.
 */
public final class SupervisionDesk {
  private static final String OFFICE = "xnb";

  /**
   * Applies a decision on an order.
   *
   * @param cards when cards of the same level were issued to the same department before, in any
   *     case
   */
  public Turn decide(Turn turn, Decision d, List<Instant> cards) {
    var at = turn.now();
    if (d.action().equals("issueSupervision")) {
      return issue(turn, d, cards);
    }
    String id = order(turn.current(), d).id();
    return switch (d.action()) {
      case "declineSupervision" ->
          turn.add(new SupervisionDeclined(at, d.actor(), id, words(d, "reason")));
      case "answerSupervision" ->
          turn.add(new SupervisionAnswered(at, d.actor(), id, words(d, "answerText")));
      case "acceptAnswer" ->
          turn.add(
              new SupervisionAnswerAccepted(
                  at, d.actor(), id, Texts.of("text", d.text("decisionText"))));
      case "rejectAnswer" ->
          turn.add(
              new SupervisionAnswerRejected(
                  at, d.actor(), id, List.of(answerClock(turn, id)), words(d, "decisionText")));
      default -> turn.add(new SupervisionLifted(at, d.actor(), id, words(d, "reason")));
    };
  }

  /** Issues a proposed order, or one that nobody proposed. */
  private static Turn issue(Turn turn, Decision d, List<Instant> cards) {
    var before = d.text("level") == null ? turn : proposedByPerson(turn, d);
    var order = before == turn ? order(turn.current(), d) : last(before.current());
    var step = step(turn, order.level());
    mayIssue(step, d.actor());
    var clock = answerClock(before, order.id());
    var issued =
        before.add(
            new SupervisionIssued(
                turn.now(),
                d.actor(),
                order.id(),
                told(turn, step, order),
                List.of(clock),
                Texts.of("text", d.text("requirement"))));
    return repeated(issued, order, cards);
  }

  private static Turn proposedByPerson(Turn turn, Decision d) {
    var level = d.required("level", SupervisionLevel.class);
    if (!level.needsPerson()) {
      throw invalid("/level", level + " is the hub's own; issue NOTICE, YELLOW_CARD or RED_CARD.");
    }
    var share = share(turn.current(), d);
    var order =
        SupervisionOrder.proposed(
            Ladder.id(turn), level, SupervisionCause.PERSON, share, turn.now());
    return turn.add(new SupervisionProposed(turn.now(), d.actor(), order, null, null));
  }

  private static Assignment share(Case c, Decision d) {
    var share = d.assignmentId() == null ? c.lead() : c.assignment(d.assignmentId());
    return share.orElseThrow(
        () -> invalid("/assignmentId", "The case has no such assignment to be supervised."));
  }

  /** The office above that issues a level may issue it, too. */
  private static void mayIssue(SupervisionStep step, Actor by) {
    var needed = step.issuer().orElseThrow();
    if (by.role() != needed && by.role() != Role.EFFICIENCY_OFFICE) {
      throw invalid("/level", "%s is issued by %s.".formatted(step.level(), needed));
    }
  }

  /** A second card of a level within the days of the rung above it gives that rung. */
  private static Turn repeated(Turn turn, SupervisionOrder order, List<Instant> cards) {
    var above =
        turn.config().limits().supervision().stream()
            .filter(s -> s.repeatedWithinDays().isPresent())
            .filter(s -> s.level().ordinal() == order.level().ordinal() + 1)
            .findFirst();
    boolean again =
        above.isPresent()
            && cards.stream()
                .anyMatch(
                    card ->
                        card.isAfter(
                            turn.now()
                                .minus(Duration.ofDays(above.get().repeatedWithinDays().get()))));
    return again
        ? turn.current()
            .assignment(order.assignmentId())
            .map(
                share ->
                    Ladder.propose(
                        turn,
                        above.get().level(),
                        SupervisionCause.REPEATED,
                        share,
                        Ladder.About.NOTHING))
            .orElse(turn)
        : turn;
  }

  /** The efficiency offices that hear of it: that of the department's region, and the one above. */
  private static List<DepartmentId> told(Turn turn, SupervisionStep step, SupervisionOrder order) {
    var departments = turn.config().departments();
    var region = order.department().region();
    var offices = new LinkedHashSet<DepartmentId>();
    departments.inCharge(OFFICE, region).ifPresent(offices::add);
    if (step.tells().contains(Office.EFFICIENCY_OFFICE_UPPER)) {
      turn.config().regions().upward(region).stream()
          .skip(1)
          .map(Region::code)
          .findFirst()
          .flatMap(above -> departments.inCharge(OFFICE, above))
          .ifPresent(offices::add);
    }
    return List.copyOf(offices);
  }

  private static SupervisionStep step(Turn turn, SupervisionLevel level) {
    return turn.config()
        .limits()
        .step(level)
        .orElseThrow(() -> invalid("/level", "The office's ladder has no " + level + "."));
  }

  private static Clock answerClock(Turn turn, String orderId) {
    return turn.clock(ClockKind.SUPERVISION_ANSWER, orderId, turn.config().limits().answerWithin());
  }

  /** The order meant: named, or the only one that is not over. */
  private static SupervisionOrder order(Case c, Decision d) {
    String id = d.text("orderId");
    var open =
        c.orders().stream()
            .filter(o -> id == null ? !o.state().terminal() : o.id().equals(id))
            .toList();
    if (open.size() == 1) {
      return open.get(0);
    }
    throw invalid(
        "/orderId",
        open.isEmpty()
            ? "The case has no such supervision order."
            : "Name one of " + open.stream().map(SupervisionOrder::id).toList());
  }

  private static SupervisionOrder last(Case c) {
    return c.orders().get(c.orders().size() - 1);
  }

  private static Texts words(Decision d, String field) {
    return Texts.of("text", d.required(field));
  }

  private static Unacceptable invalid(String pointer, String why) {
    return new Unacceptable(
        Unacceptable.Kind.INVALID, why, List.of(new Unacceptable.Fault(pointer, why)));
  }
}
