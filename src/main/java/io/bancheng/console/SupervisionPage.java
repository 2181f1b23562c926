package io.bancheng.console;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.SupervisionLevel;
import io.bancheng.canonical.SupervisionState;
import io.bancheng.config.ActiveConfig;
import io.bancheng.ledger.Supervisions;
import io.bancheng.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Notices and cards (督办单、黄牌、红牌) of all cases, and where each stands. */
@Controller
class SupervisionPage {
  private static final int MOST = 200;

  private final Supervisions supervisions;
  private final ActiveConfig configuration;
  private final StaffDesk staff;
  private final Clock clock;

  /**
   * An order in the list.
   *
   * @param late whether its answer is overdue
   */
  record Line(Supervisions.Listed order, String department, boolean late) {}

  SupervisionPage(
      Supervisions supervisions, ActiveConfig configuration, StaffDesk staff, Clock clock) {
    this.supervisions = supervisions;
    this.configuration = configuration;
    this.staff = staff;
    this.clock = clock;
  }

  @GetMapping("/console/supervision")
  ModelAndView orders(
      @RequestParam(defaultValue = "") String level,
      @RequestParam(defaultValue = "") String state,
      @AuthenticationPrincipal Caller caller) {
    var filter =
        new Supervisions.Filter(
            given(state, SupervisionState.values()),
            given(level, SupervisionLevel.values()),
            null,
            null,
            staff.scope(caller));
    var now = clock.instant();
    var lines = supervisions.list(filter, MOST).stream().map(o -> line(o, now)).toList();
    return new ModelAndView("console/supervision-orders")
        .addObject("levels", SupervisionLevel.values())
        .addObject("states", SupervisionState.values())
        .addObject("level", level)
        .addObject("state", state)
        .addObject("full", lines.size() == MOST)
        .addObject("lines", lines);
  }

  private Line line(Supervisions.Listed order, Instant now) {
    var departments = configuration.current().departments();
    boolean waits = List.of("ISSUED", "REJECTED_ANSWER").contains(order.state());
    return new Line(
        order,
        departments.nameZh(DepartmentId.parse(order.department())),
        waits && order.answerDueAt() != null && order.answerDueAt().isBefore(now));
  }

  /** What is no name of these asks for all. */
  private static String given(String name, Enum<?>... known) {
    return Arrays.stream(known).anyMatch(k -> k.name().equals(name)) ? name : null;
  }
}
