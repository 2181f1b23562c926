package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.TaskKind;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.HubConfig;
import io.bancheng.config.Roster.Duty;
import io.bancheng.ledger.Tasks;
import io.bancheng.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The open tasks (待办) of a member of staff, with names, lights and who is on duty. */
@Component
class TaskBoard {
  private final Tasks tasks;
  private final StaffDesk staff;
  private final ActiveConfig configuration;
  private final Clock clock;

  TaskBoard(Tasks tasks, StaffDesk staff, ActiveConfig configuration, Clock clock) {
    this.tasks = tasks;
    this.staff = staff;
    this.configuration = configuration;
    this.clock = clock;
  }

  /**
   * The tasks of those roles in the caller's regions and departments, the most urgent first.
   *
   * @param kind only of that kind, null for all
   * @param region leading digits of the region code, null for all
   */
  List<Map<String, Object>> open(
      Caller caller, Set<Role> roles, TaskKind kind, String region, int limit) {
    var now = clock.instant();
    return lines(
        new Tasks.Question(
            kinds(kind, roles, TaskKind::roles),
            kinds(kind, roles, TaskKind::whenLate),
            region,
            staff.scope(caller),
            now,
            limit));
  }

  /** What there is of those kinds in the caller's regions and departments, whoever must move. */
  List<Map<String, Object>> of(Caller caller, Collection<TaskKind> kinds, int limit) {
    var scope = staff.scope(caller);
    return lines(new Tasks.Question(kinds, List.of(), null, scope, clock.instant(), limit));
  }

  private List<Map<String, Object>> lines(Tasks.Question question) {
    var now = question.now();
    var config = configuration.current();
    var amber = Light.amber(config, now);
    return tasks.open(question).stream().map(task -> line(config, task, now, amber)).toList();
  }

  private static List<TaskKind> kinds(
      TaskKind only, Set<Role> roles, Function<TaskKind, Set<Role>> whose) {
    return Arrays.stream(TaskKind.values())
        .filter(kind -> only == null || kind == only)
        .filter(kind -> whose.apply(kind).stream().anyMatch(roles::contains))
        .toList();
  }

  private static Map<String, Object> line(
      HubConfig config, Tasks.Task task, Instant now, Instant amber) {
    var json = new LinkedHashMap<String, Object>();
    json.put("kind", task.kind());
    json.put("kindZh", task.kind().zh());
    json.put("light", Light.of(task.dueAt(), now, amber));
    json.put("dueAt", task.dueAt());
    json.put("caseNo", task.caseNo());
    json.put("subject", task.subject());
    json.put("department", task.department());
    json.put("departmentZh", name(config, task.department()));
    json.put("regionCode", task.regionCode());
    json.put("issueClass", task.issueClass());
    json.put("roles", task.kind().roles().stream().sorted().toList());
    json.put("actions", task.kind().actions());
    json.put("onDuty", onDuty(config, task, day(now)));
    json.values().removeIf(Objects::isNull);
    return json;
  }

  private static String name(HubConfig config, String department) {
    return department == null ? null : config.departments().nameZh(DepartmentId.parse(department));
  }

  /** Whose desk it is today; null where the roster names nobody for the task's roles. */
  private static List<Map<String, Object>> onDuty(
      HubConfig config, Tasks.Task task, LocalDate day) {
    var duties =
        task.kind().roles().stream()
            .sorted()
            .flatMap(
                role -> config.office().roster().inCharge(role, task.regionCode(), day).stream())
            .map(TaskBoard::duty)
            .toList();
    return duties.isEmpty() ? null : duties;
  }

  static Map<String, Object> duty(Duty duty) {
    var json = new LinkedHashMap<String, Object>();
    json.put("role", duty.role());
    json.put("region", duty.region());
    json.put("person", duty.person());
    json.put("account", duty.account().isEmpty() ? null : duty.account());
    json.put("phone", duty.phone());
    json.values().removeIf(Objects::isNull);
    return json;
  }

  private static LocalDate day(Instant now) {
    return LocalDate.ofInstant(now, CanonicalJson.ZONE);
  }
}
