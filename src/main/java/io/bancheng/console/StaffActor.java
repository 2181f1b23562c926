package io.bancheng.console;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.AssignmentTransitions;
import io.bancheng.canonical.CaseTransitions;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.SupervisionTransitions;
import io.bancheng.canonical.TransitionTable;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.security.Caller;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * In which role a member of staff takes an action: that of theirs which the tables allow it in the
 * most states, the first of several.
 */
final class StaffActor {
  private static final List<Role> ROLES =
      List.of(
          Role.WINDOW_CLERK,
          Role.DUTY_COORDINATOR,
          Role.SERVICE_ADMIN,
          Role.EFFICIENCY_SUPERVISOR,
          Role.CHIEF_REPRESENTATIVE,
          Role.DEPT_HANDLER);

  /** In supervision the office comes first: it may issue every level. */
  private static final List<Role> SUPERVISORS =
      List.of(Role.EFFICIENCY_OFFICE, Role.EFFICIENCY_SUPERVISOR, Role.DEPT_LEADER);

  private StaffActor() {}

  /**
   * The caller in that role.
   *
   * @param asked the role that the caller names, null for the widest
   * @throws Unacceptable (INVALID) if that is no role of staff
   */
  static Actor of(Caller caller, String action, Object asked) {
    if (asked != null) {
      return new Actor(named(asked.toString()), caller.id(), null);
    }
    var role =
        widest(CaseTransitions.TABLE, action)
            .or(() -> widest(AssignmentTransitions.TABLE, action))
            .or(() -> supervisor(action))
            .orElse(Role.WINDOW_CLERK);
    return new Actor(role, caller.id(), null);
  }

  /** In which roles the caller may act. */
  static List<Role> roles(Caller caller) {
    return Stream.concat(ROLES.stream(), SUPERVISORS.stream()).distinct().toList();
  }

  private static Role named(String name) {
    return ROLES.stream()
        .filter(role -> role.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Unacceptable(
                    Unacceptable.Kind.INVALID,
                    "\"%s\" is not a role of staff.".formatted(name),
                    List.of(
                        new Unacceptable.Fault(
                            "/role", "must be one of " + ROLES, "role 应为以下之一：" + ROLES))));
  }

  private static Optional<Role> widest(TransitionTable<?, ?> table, String action) {
    return ROLES.stream()
        .filter(role -> ways(table, action, role) > 0)
        .max(Comparator.comparingLong(role -> ways(table, action, role)));
  }

  private static Optional<Role> supervisor(String action) {
    return SUPERVISORS.stream()
        .filter(role -> ways(SupervisionTransitions.TABLE, action, role) > 0)
        .findFirst();
  }

  private static long ways(TransitionTable<?, ?> table, String action, Role role) {
    return table.rows().stream()
        .filter(row -> row.action().toString().equals(action) && row.by().contains(role))
        .count();
  }
}
