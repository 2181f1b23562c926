package io.bancheng.rules;

import io.bancheng.canonical.Decision;
import io.bancheng.canonical.Unacceptable.Fault;
import io.bancheng.config.Turn;
import java.util.List;
import java.util.Optional;

/**
 * What an action needs besides its state and role: data and conditions.
 *
 * @param action its name in the transition tables and in the staff API
 */
record ActionRule(String action, List<Field> fields, List<Guard> guards) {
  static ActionRule rule(String action, Field... fields) {
    return new ActionRule(action, List.of(fields), List.of());
  }

  ActionRule unless(Guard... guards) {
    return new ActionRule(action, fields, List.of(guards));
  }

  /** Everything that is missing or wrong. */
  List<Fault> faults(Turn turn, Decision d) {
    return fields.stream().flatMap(field -> field.fault(turn, d).stream()).toList();
  }

  /** The first condition that does not hold, if one does not. */
  Optional<Obstacle> obstacle(Turn turn, Decision d) {
    return guards.stream().flatMap(guard -> guard.obstacle(turn, d).stream()).findFirst();
  }
}
