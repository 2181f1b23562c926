package io.bancheng.console;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.AssignmentTransitions;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseTransitions;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.NotYours;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.StaffAccount;
import io.bancheng.canonical.StaffDirectory;
import io.bancheng.canonical.SupervisionOrder;
import io.bancheng.canonical.SupervisionTransitions;
import io.bancheng.canonical.TransitionTable;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.ledger.Scope;
import io.bancheng.security.Caller;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What a member of staff may do: the roles of their account held against those that the transition
 * tables allow an action, and their regions and departments against the case.
 */
@Component
class StaffDesk {
  /** Of several roles with equal rights the first one acts; the office may issue every level. */
  private static final Comparator<Role> FIRST =
      Comparator.comparing((Role role) -> role != Role.EFFICIENCY_OFFICE)
          .thenComparing(role -> role.ofDepartment() && role != Role.DEPT_LEADER)
          .thenComparing(Comparator.naturalOrder());

  private final StaffDirectory directory;

  StaffDesk(StaffDirectory directory) {
    this.directory = directory;
  }

  StaffAccount account(Caller caller) {
    return directory.account(caller.id());
  }

  /** What lists show the caller. */
  Scope scope(Caller caller) {
    if (caller.staff()) {
      return Scope.of(account(caller));
    }
    return caller.channel().or(caller::department).isPresent() ? Scope.ALL : Scope.NONE;
  }

  /** The roles in which the caller may act, or only the one they name, if it is theirs. */
  Set<Role> roles(Caller caller, Role only) {
    var roles = EnumSet.noneOf(Role.class);
    account(caller).roles().stream()
        .filter(role -> only == null || role == only)
        .forEach(roles::add);
    return roles;
  }

  /** Whether the caller, in that role, may speak about that share or order of a case. */
  boolean speaks(Caller caller, Role role, Case c, String subject) {
    return !role.ofDepartment()
        || departments(c, subject).allMatch(department -> account(caller).speaksFor(department));
  }

  /** Whether a case is the caller's to see: staff by scope, channels and departments their own. */
  boolean sees(Caller caller, Case c) {
    return caller.staff()
        ? account(caller).sees(c)
        : caller.channel().filter(c.source().channelCode()::equals).isPresent()
            || caller.department().filter(id -> has(c, id)).isPresent();
  }

  private static boolean has(Case c, String department) {
    return c.assignments().stream().anyMatch(a -> a.department().toString().equals(department));
  }

  /**
   * The decision as the caller's: in that of their roles which the tables allow it in the most
   * states, or in the one that they name.
   *
   * @throws NotYours if they hold no role that may, or do not speak for the department
   * @throws Unacceptable (INVALID) if the named role is none
   */
  Decision decision(Caller caller, Case c, String action, Map<String, Object> data) {
    var account = account(caller);
    var role = role(account, action, data.get("role"));
    var assignment = data.get("assignmentId");
    var decision =
        new Decision(
            c.caseNo(),
            action,
            new Actor(role, caller.id(), null),
            assignment == null ? null : assignment.toString(),
            data);
    if (role.ofDepartment()) {
      Stream.of(decision.assignmentId(), decision.text("orderId"))
          .flatMap(subject -> departments(c, subject))
          .filter(department -> !account.speaksFor(department))
          .findFirst()
          .ifPresent(department -> refuse(account, department));
    }
    return decision;
  }

  /** Whose share or order it is; nobody's if it is none. */
  private static Stream<DepartmentId> departments(Case c, String subject) {
    return Stream.concat(
        c.assignments().stream().filter(a -> a.id().equals(subject)).map(Assignment::department),
        c.orders().stream().filter(o -> o.id().equals(subject)).map(SupervisionOrder::department));
  }

  private static Role role(StaffAccount account, String action, Object asked) {
    var may = rolesFor(action);
    var own = asked == null ? account.roles() : Set.of(named(asked.toString()));
    if (own.isEmpty() || !account.roles().containsAll(own)) {
      throw refusal(account, "act so", own);
    }
    return own.stream()
        .filter(role -> may.isEmpty() || may.contains(role)) // a desk refuses what nobody may do
        .min(Comparator.comparingLong((Role role) -> -ways(action, role)).thenComparing(FIRST))
        .orElseThrow(() -> refusal(account, action, may));
  }

  private static Role named(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role.held() && role.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Unacceptable(
                    Unacceptable.Kind.INVALID,
                    "\"%s\" is not a role of staff.".formatted(name),
                    List.of(
                        new Unacceptable.Fault(
                            "/role", "must be a role of staff", "role 应为工作人员角色"))));
  }

  private static Set<Role> rolesFor(String action) {
    var roles = EnumSet.noneOf(Role.class);
    tables()
        .flatMap(table -> table.rows().stream())
        .filter(row -> row.action().toString().equals(action))
        .forEach(row -> row.by().stream().filter(Role::held).forEach(roles::add));
    return roles;
  }

  private static long ways(String action, Role role) {
    return tables()
        .flatMap(table -> table.rows().stream())
        .filter(row -> row.action().toString().equals(action) && row.by().contains(role))
        .count();
  }

  private static Stream<TransitionTable<?, ?>> tables() {
    return Stream.of(
        CaseTransitions.TABLE, AssignmentTransitions.TABLE, SupervisionTransitions.TABLE);
  }

  private static NotYours refusal(StaffAccount account, String what, Set<Role> needed) {
    if (account.roles().isEmpty()) {
      return new NotYours(
          "%s has no role: add the account to config/staff.yaml.".formatted(account.id()),
          "账号 %s 未分配角色，请在 config/staff.yaml 中登记".formatted(account.id()));
    }
    return new NotYours(
        "%s may not %s: it needs %s, the account holds %s."
            .formatted(account.id(), what, names(needed), names(account.roles())),
        "账号 %s 无权办理：需要角色“%s”，现有角色“%s”".formatted(account.id(), zh(needed), zh(account.roles())));
  }

  private static void refuse(StaffAccount account, DepartmentId department) {
    throw new NotYours(
        "%s does not speak for %s.".formatted(account.id(), department),
        "账号 %s 不代表部门 %s".formatted(account.id(), department));
  }

  private static String names(Set<Role> roles) {
    return roles.stream().sorted().map(Role::name).collect(Collectors.joining(" or "));
  }

  private static String zh(Set<Role> roles) {
    return roles.stream().sorted().map(Role::zh).collect(Collectors.joining("、"));
  }
}
