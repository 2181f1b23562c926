package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.ledger.TaskLists;
import io.bancheng.security.Caller;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whom somebody must call: the reporters who are not told yet (待反馈) and those who are to be asked
 * how it went (待回访); personal data masked, the most urgent first.
 */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class CallListController {
  private static final int MOST = 500;

  private final TaskLists tasks;
  private final java.time.Clock clock;
  private final StaffDesk staff;

  CallListController(TaskLists tasks, java.time.Clock clock, StaffDesk staff) {
    this.staff = staff;
    this.tasks = tasks;
    this.clock = clock;
  }

  /**
   * Who is still to be told a result. A case that is not closed yet is on the list, too: its time
   * runs since the opinion.
   *
   * @param region leading digits of the region code
   */
  @GetMapping("/feedback/call-list")
  String feedback(
      @RequestParam(required = false) String region, @AuthenticationPrincipal Caller caller) {
    var waiting = tasks.running(ClockKind.FEEDBACK, region, staff.scope(caller), MOST);
    return list(waiting, ClockKind.FEEDBACK);
  }

  /**
   * Who is to be called back: everybody drawn by the end of that day and not reached since.
   *
   * @param date a day in Asia/Shanghai, today if left out
   */
  @GetMapping("/callbacks")
  String callbacks(
      @RequestParam(required = false) LocalDate date,
      @RequestParam(required = false) String region,
      @AuthenticationPrincipal Caller caller) {
    var day = date == null ? LocalDate.ofInstant(clock.instant(), CanonicalJson.ZONE) : date;
    var drawn =
        tasks.running(ClockKind.CALLBACK, region, staff.scope(caller), MOST).stream()
            .filter(task -> !day.isBefore(day(running(task.current(), ClockKind.CALLBACK))))
            .toList();
    return list(drawn, ClockKind.CALLBACK);
  }

  private String list(List<TaskLists.Task> waiting, ClockKind kind) {
    return CanonicalJson.write(
        Map.of("cases", waiting.stream().map(task -> line(task, kind)).toList()));
  }

  private Map<String, Object> line(TaskLists.Task task, ClockKind kind) {
    var c = task.current();
    var due = running(c, kind);
    var json = new LinkedHashMap<String, Object>();
    json.put("caseNo", c.caseNo());
    json.put("status", c.status());
    json.put("regionCode", c.regionCode());
    json.put("channel", c.source().channel());
    json.put("round", c.round());
    json.put("dueAt", due.dueAt());
    json.put("overdue", due.dueAt().isBefore(clock.instant()));
    json.put("feedback", c.feedback());
    json.put("callbacks", c.callbacks());
    if (task.submission() != null) {
      json.put("reporter", CaseJson.reporter(task.submission()));
      json.put("title", task.submission().demand().title());
    }
    json.put("result", c.closure());
    json.values().removeIf(Objects::isNull);
    return json;
  }

  /** The latest clock of that kind; it runs, or the case would not be on the list. */
  private static Clock running(Case c, ClockKind kind) {
    return c.clock(kind, c.caseNo()).orElseThrow();
  }

  private static LocalDate day(Clock started) {
    return LocalDate.ofInstant(started.startedAt(), CanonicalJson.ZONE);
  }
}
