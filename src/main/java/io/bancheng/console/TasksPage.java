package io.bancheng.console;

import io.bancheng.canonical.TaskKind;
import io.bancheng.security.Caller;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What waits for whoever is signed in (我的任务), the most urgent first. */
@Controller
class TasksPage {
  private static final int MOST = 500;
  private static final int SHOWN = 50;

  private final TaskBoard board;
  private final StaffDesk staff;

  TasksPage(TaskBoard board, StaffDesk staff) {
    this.board = board;
    this.staff = staff;
  }

  /** How many tasks of a kind wait, and how many of them are late. */
  record Counter(TaskKind kind, long waiting, long late) {}

  @GetMapping("/console")
  ModelAndView tasks(
      @RequestParam(required = false) TaskKind kind, @AuthenticationPrincipal Caller caller) {
    var roles = staff.roles(caller, null);
    var all = board.open(caller, roles, null, null, MOST);
    return new ModelAndView("console/tasks")
        .addObject("counters", counters(all))
        .addObject("full", all.size() == MOST)
        .addObject("kind", kind)
        .addObject(
            "tasks",
            kind == null
                ? all.stream().limit(SHOWN).toList()
                : board.open(caller, roles, kind, null, SHOWN));
  }

  private static List<Counter> counters(List<Map<String, Object>> all) {
    return Arrays.stream(TaskKind.values())
        .map(
            kind ->
                new Counter(
                    kind,
                    all.stream().filter(task -> task.get("kind") == kind).count(),
                    all.stream()
                        .filter(task -> task.get("kind") == kind)
                        .filter(task -> task.get("light") == Light.RED)
                        .count()))
        .filter(counter -> counter.waiting() > 0)
        .toList();
  }
}
