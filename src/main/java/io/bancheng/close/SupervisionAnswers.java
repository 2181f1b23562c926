package io.bancheng.close;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Reply;
import io.bancheng.canonical.SupervisionAction;
import io.bancheng.canonical.SupervisionOrder;
import io.bancheng.canonical.SupervisionTransitions;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.Turn;
import java.util.List;
import java.util.Optional;

/** Takes what departments' systems answer to supervision orders (督办答复); people judge it. */
final class SupervisionAnswers {
  private SupervisionAnswers() {}

  /**
   * The case with the answer on its order; where none is wanted it is kept and changes nothing.
   *
   * @param said names the order, or the case alone if the department has only one
   * @throws Unacceptable (UNKNOWN_SUBJECT) if there is no such order to that department
   */
  static Turn take(Turn turn, Actor by, Reply said) {
    var order = order(turn, said);
    boolean wanted =
        SupervisionTransitions.TABLE
            .allowed(order.state(), by.role())
            .contains(SupervisionAction.ANSWER);
    return turn.add(
        wanted
            ? new ReplyEvents(by, said.about(order.id())).happened(turn)
            : new ReplyEvents(by, said.about(order.assignmentId()))
                .recorded(turn, "the order is " + order.state()));
  }

  /** The order that it answers. */
  static SupervisionOrder order(Turn turn, Reply said) {
    var own =
        turn.current().orders().stream()
            .filter(o -> o.department().equals(said.department()) && o.issuedAt() != null)
            .toList();
    return own.stream()
        .filter(o -> o.id().equals(said.assignmentId()))
        .findFirst()
        .or(() -> said.assignmentId().equals(said.caseNo()) ? open(own) : Optional.empty())
        .orElseThrow(
            () ->
                new Unacceptable(
                    Unacceptable.Kind.UNKNOWN_SUBJECT,
                    "%s has no supervision order %s."
                        .formatted(said.department(), said.assignmentId())));
  }

  private static Optional<SupervisionOrder> open(List<SupervisionOrder> own) {
    var open = own.stream().filter(o -> !o.state().terminal()).toList();
    return open.size() == 1 ? Optional.of(open.get(0)) : Optional.empty();
  }
}
