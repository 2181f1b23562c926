package io.bancheng.console;

import io.bancheng.calendar.TimeLimit;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.SupervisionLevel;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What waits for whom (待办): the tasks of the caller's roles, and who is on duty (值班). */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class TaskController {
  private static final int MOST = 500;

  private final Tasks tasks;
  private final StaffDesk staff;
  private final ActiveConfig configuration;
  private final Clock clock;

  TaskController(Tasks tasks, StaffDesk staff, ActiveConfig configuration, Clock clock) {
    this.tasks = tasks;
    this.staff = staff;
    this.configuration = configuration;
    this.clock = clock;
  }

  /**
   * The open tasks, late ones first; of those what nobody has, what nobody signed, the highest
   * class.
   *
   * @param role only of that role of the caller's; of all of them if left out
   * @param kind only of that kind
   * @param region leading digits of the region code
   */
  @GetMapping("/tasks")
  String tasks(
      @RequestParam(required = false) Role role,
      @RequestParam(required = false) TaskKind kind,
      @RequestParam(required = false) String region,
      @RequestParam(defaultValue = "100") int limit,
      @AuthenticationPrincipal Caller caller) {
    var roles = staff.roles(caller, role);
    var now = clock.instant();
    var found =
        tasks.open(
            new Tasks.Question(
                kinds(kind, roles, TaskKind::roles),
                kinds(kind, roles, TaskKind::whenLate),
                region,
                staff.scope(caller),
                now,
                Math.max(1, Math.min(limit, MOST))));
    var config = configuration.current();
    var amber = amber(config, now);
    var list = found.stream().map(task -> line(config, task, now, amber)).toList();
    return CanonicalJson.write(Map.of("roles", roles, "tasks", list));
  }

  /**
   * Who is on duty.
   *
   * @param date a day in Asia/Shanghai, today if left out
   * @param region leading digits of the region code
   */
  @GetMapping("/roster")
  String roster(
      @RequestParam(required = false) LocalDate date,
      @RequestParam(defaultValue = "") String region) {
    var day = date == null ? day(clock.instant()) : date;
    var duties =
        configuration.current().office().roster().on(day).stream()
            .filter(duty -> duty.region().startsWith(region))
            .map(TaskController::duty)
            .toList();
    return CanonicalJson.write(Map.of("date", day, "onDuty", duties));
  }

  private static List<TaskKind> kinds(
      TaskKind only, Set<Role> roles, Function<TaskKind, Set<Role>> whose) {
    return Arrays.stream(TaskKind.values())
        .filter(kind -> only == null || kind == only)
        .filter(kind -> whose.apply(kind).stream().anyMatch(roles::contains))
        .toList();
  }

  /** What is due until then is nearly late: as many working days as the ladder warns before. */
  private static Instant amber(HubConfig config, Instant now) {
    int days =
        config
            .limits()
            .step(SupervisionLevel.AMBER)
            .flatMap(step -> step.remainingWorkdays())
            .orElse(1);
    return config.calendar().due(now, TimeLimit.workingDays(days)).at();
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
    json.put("regionCode", task.regionCode());
    json.put("issueClass", task.issueClass());
    json.put("roles", task.kind().roles().stream().sorted().toList());
    json.put("actions", task.kind().actions());
    json.put("onDuty", onDuty(config, task, day(now)));
    json.values().removeIf(Objects::isNull);
    return json;
  }

  /** Whose desk it is today; null where the roster names nobody for the task's roles. */
  private static List<Map<String, Object>> onDuty(
      HubConfig config, Tasks.Task task, LocalDate day) {
    var duties =
        task.kind().roles().stream()
            .sorted()
            .flatMap(
                role -> config.office().roster().inCharge(role, task.regionCode(), day).stream())
            .map(TaskController::duty)
            .toList();
    return duties.isEmpty() ? null : duties;
  }

  private static Map<String, Object> duty(Duty duty) {
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
