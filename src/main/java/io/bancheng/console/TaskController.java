package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.TaskKind;
import io.bancheng.config.ActiveConfig;
import io.bancheng.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
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

  private final TaskBoard board;
  private final StaffDesk staff;
  private final ActiveConfig configuration;
  private final Clock clock;

  TaskController(TaskBoard board, StaffDesk staff, ActiveConfig configuration, Clock clock) {
    this.board = board;
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
    var list = board.open(caller, roles, kind, region, Math.max(1, Math.min(limit, MOST)));
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
            .map(TaskBoard::duty)
            .toList();
    return CanonicalJson.write(Map.of("date", day, "onDuty", duties));
  }

  private static LocalDate day(Instant now) {
    return LocalDate.ofInstant(now, CanonicalJson.ZONE);
  }
}
