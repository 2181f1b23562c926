package io.bancheng.rules;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.AssignmentTransitions;
import io.bancheng.canonical.CaseTransitions;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.SupervisionAction;
import io.bancheng.canonical.SupervisionOrder;
import io.bancheng.canonical.SupervisionTransitions;
import io.bancheng.canonical.TransitionTable;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a person may do with a case now (可办操作): every action that the tables allow in one of the
 * person's roles and that no condition stands against.
 */
final class Openings {
  private static final String ISSUE = SupervisionAction.ISSUE.toString();

  private final Turn turn;
  private final Map<String, ActionRule> rules;
  private final Collection<Role> roles;

  Openings(Turn turn, Map<String, ActionRule> rules, Collection<Role> roles) {
    this.turn = turn;
    this.rules = rules;
    this.roles = roles;
  }

  List<Opening> all() {
    var c = turn.current();
    var found = new ArrayList<Opening>();
    for (Assignment a : c.activeAssignments()) {
      openings(AssignmentTransitions.TABLE, a.state(), a.id(), found);
    }
    openings(CaseTransitions.TABLE, c.status(), null, found);
    for (SupervisionOrder o : c.orders()) {
      openings(SupervisionTransitions.TABLE, o.state(), o.id(), found);
    }
    if (c.lead().isPresent()) {
      roles.stream()
          .filter(role -> role == Role.EFFICIENCY_OFFICE || role == Role.EFFICIENCY_SUPERVISOR)
          .flatMap(role -> opening(ISSUE, role, null).stream())
          .findFirst()
          .ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  private <S extends Enum<S>, A extends Enum<A>> void openings(
      TransitionTable<S, A> table, S state, String subject, List<Opening> found) {
    var once = new HashMap<A, Opening>();
    for (Role role : roles) {
      for (A action : table.allowed(state, role)) {
        if (!once.containsKey(action)) {
          opening(action.toString(), role, subject).ifPresent(o -> once.put(action, o));
        }
      }
    }
    table.rows().stream()
        .map(TransitionTable.Row::action)
        .distinct()
        .map(once::get)
        .filter(Objects::nonNull)
        .forEach(found::add);
  }

  private Optional<Opening> opening(String action, Role role, String subject) {
    var rule = rules.get(action);
    var blank =
        new Decision(turn.current().caseNo(), action, new Actor(role, "", null), subject, Map.of());
    return rule == null || blocked(rule, blank)
        ? Optional.empty()
        : Optional.of(new Opening(action, role, subject, asks(rule, blank)));
  }

  /** A condition on what nobody has said yet stands against nothing. */
  private boolean blocked(ActionRule rule, Decision blank) {
    return rule.guards().stream()
        .anyMatch(
            guard -> {
              try {
                return guard.obstacle(turn, blank).isPresent();
              } catch (Unacceptable missing) {
                return false;
              }
            });
  }

  private List<Ask> asks(ActionRule rule, Decision blank) {
    return Stream.of(rule.fields())
        .flatMap(List::stream)
        .filter(field -> !field.name().equals("assignmentId") && !field.name().equals("orderId"))
        .filter(field -> blank.assignmentId() == null || !field.name().equals("level"))
        .map(field -> field.ask(turn, blank))
        .toList();
  }
}
