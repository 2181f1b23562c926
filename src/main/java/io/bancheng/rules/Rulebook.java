package io.bancheng.rules;

import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.AssignmentAction;
import io.bancheng.canonical.AssignmentTransitions;
import io.bancheng.canonical.CaseAction;
import io.bancheng.canonical.CaseTransitions;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.IllegalTransition;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.canonical.Unacceptable.Fault;
import io.bancheng.config.Turn;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The office's rules about actions (办理规则): the two transition tables say in which state and by
 * whom, {@link ActionRules} with which data and under which conditions. Everything that a person or
 * a department asks for is held against them before it changes anything.
 */
public final class Rulebook {
  private static final Map<String, ActionRule> RULES =
      ActionRules.ALL.stream().collect(Collectors.toMap(ActionRule::action, Function.identity()));

  /**
   * The turn, if the decision may be taken.
   *
   * @throws IllegalTransition if the state, the role or a condition does not allow it
   * @throws Unacceptable (INVALID) with everything that is missing or wrong
   */
  public Turn admit(Turn turn, Decision d) {
    var rule = RULES.get(d.action());
    var table = caseAction(d.action());
    if (table.isPresent()) {
      CaseTransitions.TABLE.next(
          turn.current().status(), table.get(), d.actor().role(), "Case " + d.caseNo());
    } else if (assignmentAction(d.action()).isPresent()) {
      assignmentAllows(turn, d);
    }
    if (rule == null) {
      return turn;
    }
    refuse(d, rule.faults(turn, d));
    rule.obstacle(turn, d).ifPresent(why -> refuse(turn, d, why));
    return turn;
  }

  /**
   * Why a department may not have what it asks for, if so: something is missing or a condition does
   * not hold. Its state is the transition table's matter.
   */
  public Optional<Obstacle> obstacle(Turn turn, Decision d) {
    var rule = RULES.get(d.action());
    if (rule == null) {
      return Optional.empty();
    }
    var faults = rule.faults(turn, d);
    return faults.isEmpty()
        ? rule.obstacle(turn, d)
        : Optional.of(new Obstacle("INCOMPLETE", names(faults), said(faults)));
  }

  /** What somebody in those roles may do with the case now, and what each action needs. */
  public List<Opening> openings(Turn turn, Collection<Role> roles) {
    return new Openings(turn, RULES, roles).all();
  }

  private static void assignmentAllows(Turn turn, Decision d) {
    if (d.assignmentId() == null) {
      return; // the missing id is told with all else that is missing
    }
    var a = assignment(turn, d);
    AssignmentTransitions.TABLE.next(
        a.state(),
        assignmentAction(d.action()).orElseThrow(),
        d.actor().role(),
        "Assignment " + a.id());
  }

  private static Assignment assignment(Turn turn, Decision d) {
    return turn.current()
        .assignment(d.assignmentId())
        .orElseThrow(
            () ->
                new Unacceptable(
                    Unacceptable.Kind.INVALID,
                    "Case %s has no assignment %s.".formatted(d.caseNo(), d.assignmentId()),
                    List.of(
                        new Fault(
                            "/assignmentId", "must be an assignment of the case", "本事项没有该转办单"))));
  }

  private static void refuse(Decision d, List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new Unacceptable(
          Unacceptable.Kind.INVALID,
          "Action %s needs %s.".formatted(d.action(), names(faults)),
          faults);
    }
  }

  private static void refuse(Turn turn, Decision d, Obstacle why) {
    var role = d.actor().role();
    var allowed =
        Stream.concat(
                CaseTransitions.TABLE.allowed(turn.current().status(), role).stream(),
                Optional.ofNullable(d.assignmentId()).flatMap(turn.current()::assignment).stream()
                    .flatMap(a -> AssignmentTransitions.TABLE.allowed(a.state(), role).stream()))
            .map(Object::toString)
            .filter(action -> !action.equals(d.action()))
            .distinct()
            .toList();
    throw IllegalTransition.because(
        "Case " + d.caseNo(), d.action(), why.why(), allowed, why.msg());
  }

  private static String names(List<Fault> faults) {
    return faults.stream()
        .map(fault -> fault.pointer().substring(1) + " (" + fault.detail() + ")")
        .collect(Collectors.joining(", "));
  }

  private static String said(List<Fault> faults) {
    return faults.stream().map(Fault::msg).collect(Collectors.joining("；"));
  }

  private static Optional<CaseAction> caseAction(String name) {
    return named(CaseAction.values(), name);
  }

  private static Optional<AssignmentAction> assignmentAction(String name) {
    return named(AssignmentAction.values(), name);
  }

  private static <E extends Enum<E>> Optional<E> named(E[] all, String name) {
    return Arrays.stream(all).filter(one -> one.toString().equals(name)).findFirst();
  }
}
