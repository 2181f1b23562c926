package io.bancheng.console;

import io.bancheng.canonical.TaskKind;
import io.bancheng.ledger.CaseReader;
import io.bancheng.security.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * What the people of a department find when they come in (部门收件箱): what is to be signed, handled or
 * answered, and what they asked for and the coordinator has not decided yet. A department without a
 * system of its own works from here.
 */
@Controller
class InboxPage {
  private static final int MOST = 50;
  private static final List<Tray> TRAYS =
      List.of(
          new Tray("sign", List.of(TaskKind.SIGN)),
          new Tray("handle", List.of(TaskKind.HANDLE)),
          new Tray("supervision", List.of(TaskKind.ANSWER_SUPERVISION)),
          new Tray(
              "asked",
              List.of(
                  TaskKind.DECIDE_RETURN, TaskKind.DECIDE_EXTENSION, TaskKind.DECIDE_SUSPENSION)));

  private final TaskBoard board;
  private final CaseReader reader;
  private final StaffDesk staff;

  /** One pile of the inbox. */
  private record Tray(String name, List<TaskKind> kinds) {}

  /**
   * A piece in a tray.
   *
   * @param title what the case is about, its number if nobody gave it one
   * @param sign whether whoever looks may sign it
   */
  record Piece(Map<String, Object> task, String title, boolean sign) {}

  /** A tray with what lies in it. */
  record Filled(String name, List<Piece> pieces) {}

  InboxPage(TaskBoard board, CaseReader reader, StaffDesk staff) {
    this.board = board;
    this.reader = reader;
    this.staff = staff;
  }

  @GetMapping("/console/inbox")
  ModelAndView inbox(@AuthenticationPrincipal Caller caller) {
    var roles = staff.roles(caller, null);
    boolean signs = TaskKind.SIGN.roles().stream().anyMatch(roles::contains);
    return new ModelAndView("console/inbox")
        .addObject("most", MOST)
        .addObject("trays", TRAYS.stream().map(tray -> filled(tray, caller, signs)).toList());
  }

  private Filled filled(Tray tray, Caller caller, boolean signs) {
    var tasks = board.of(caller, tray.kinds(), MOST);
    var titles = titles(tasks);
    return new Filled(tray.name(), tasks.stream().map(t -> piece(t, titles, signs)).toList());
  }

  private static Piece piece(Map<String, Object> task, Map<String, String> titles, boolean signs) {
    String caseNo = number(task);
    return new Piece(
        task, titles.getOrDefault(caseNo, caseNo), signs && task.get("kind") == TaskKind.SIGN);
  }

  /** What the cases of these tasks are about, where somebody said so. */
  private Map<String, String> titles(List<Map<String, Object>> tasks) {
    var titles = new HashMap<String, String>();
    for (var found : reader.findAll(tasks.stream().map(InboxPage::number).distinct().toList())) {
      Optional.ofNullable(found.submission())
          .map(submission -> submission.demand().title())
          .ifPresent(title -> titles.put(found.current().caseNo(), title));
    }
    return titles;
  }

  private static String number(Map<String, Object> task) {
    return task.get("caseNo").toString();
  }
}
