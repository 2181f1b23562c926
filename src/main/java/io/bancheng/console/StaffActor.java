package io.bancheng.console;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.AssignmentTransitions;
import io.bancheng.canonical.CaseTransitions;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.TransitionTable;
import io.bancheng.security.Caller;
import java.util.List;
import java.util.Optional;

/** In which role a member of staff takes an action: the first of theirs that the tables allow. */
final class StaffActor {
  private static final List<Role> ROLES =
      List.of(
          Role.WINDOW_CLERK,
          Role.DUTY_COORDINATOR,
          Role.SERVICE_ADMIN,
          Role.EFFICIENCY_SUPERVISOR,
          Role.CHIEF_REPRESENTATIVE);

  private StaffActor() {}

  static Actor of(Caller caller, String action) {
    var role =
        first(CaseTransitions.TABLE, action)
            .or(() -> first(AssignmentTransitions.TABLE, action))
            .orElse(Role.WINDOW_CLERK);
    return new Actor(role, caller.id(), null);
  }

  private static Optional<Role> first(TransitionTable<?, ?> table, String action) {
    return ROLES.stream()
        .filter(
            role ->
                table.rows().stream()
                    .anyMatch(
                        row -> row.action().toString().equals(action) && row.by().contains(role)))
        .findFirst();
  }
}
