package io.bancheng.simulate;

import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Role;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.Scope;
import io.bancheng.ledger.Supervisions;
import io.bancheng.ledger.TaskLists;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The offices' own people. Each city has one desk per role; it works its lists every hour, the most
 * urgent first, as many as it manages. Some days nobody is there, some weeks half are ill, and now
 * and then somebody overlooks something for a day.
 */
final class Staff {
  private static final int MOST = 2000;
  private static final int PER_ROUND = 6;
  private static final double AWAY = 0.03;
  private static final double ILL_WEEK = 0.015;
  private static final double OVERLOOKED = 0.1;

  private final Stage stage;
  private final OfficeTime time;
  private final long seed;
  private final StaffDecisions decisions;
  private final Depths depths;
  private final Map<String, Integer> done = new HashMap<>();

  Staff(Stage stage, OfficeTime time, long seed, StaffDecisions decisions, Depths depths) {
    this.stage = stage;
    this.time = time;
    this.seed = seed;
    this.decisions = decisions;
    this.depths = depths;
  }

  /** One hour's work of all desks. */
  void round() {
    done.clear();
    running(ClockKind.ACCEPT, Role.WINDOW_CLERK, decisions::screen);
    running(ClockKind.DISPATCH, Role.DUTY_COORDINATOR, decisions::dispatch);
    running(ClockKind.RETURN_DECISION, Role.DUTY_COORDINATOR, decisions::decideReturn);
    running(ClockKind.REVIEW, Role.WINDOW_CLERK, decisions::review);
    running(ClockKind.FEEDBACK, Role.WINDOW_CLERK, decisions::tell);
    running(ClockKind.CALLBACK, Role.EFFICIENCY_SUPERVISOR, decisions::callBack);
    asked();
    orders();
  }

  private void running(ClockKind kind, Role role, Consumer<Case> work) {
    var tasks =
        stage.books().tasks().running(kind, null, Scope.ALL, MOST).stream()
            .map(TaskLists.Task::current)
            .toList();
    depths.seen(kind.name(), tasks.size());
    tasks.forEach(c -> take(c, kind.name(), role, work));
  }

  /** What departments ask for while they work has no list of its own. */
  private void asked() {
    var filter =
        new CaseReader.Filter(
            CaseStatus.HANDLING.name(), null, null, null, null, Scope.ALL, null, null, MOST);
    var cases = stage.books().reader().page(filter).stream().map(CaseReader.Listed::current);
    var waiting = cases.filter(decisions::asks).toList();
    depths.seen("EXTENSION_OR_REST", waiting.size());
    waiting.forEach(c -> take(c, "asked", Role.DUTY_COORDINATOR, decisions::grant));
  }

  private void orders() {
    for (String state : List.of("PROPOSED", "ANSWERED")) {
      var orders =
          stage
              .books()
              .supervisions()
              .list(new Supervisions.Filter(state, null, null, null, Scope.ALL), MOST);
      depths.seen("SUPERVISION_" + state, orders.size());
      for (var order : orders) {
        var c = stage.books().reader().find(order.caseNo()).orElseThrow().current();
        take(c, order.orderId(), Role.EFFICIENCY_OFFICE, it -> decisions.order(it, order));
      }
    }
  }

  private void take(Case c, String task, Role role, Consumer<Case> work) {
    String city = c.regionCode() == null ? "all" : c.regionCode().substring(0, 4);
    var day = time.day(stage.clock().instant());
    String desk = role + " " + city;
    boolean there =
        !Chance.of(seed, "away " + desk + " " + day).in(AWAY)
            && !Chance.of(seed, "ill " + desk + " " + day.toEpochDay() / 7).in(ILL_WEEK);
    boolean seen = !Chance.of(seed, "overlooked " + task + c.caseNo() + day).in(OVERLOOKED);
    if (there && seen && done.merge(desk, 1, Integer::sum) <= PER_ROUND) {
      work.accept(c);
    }
  }

  /** When a person may try again what was in vain: not in the same half of a day. */
  static Instant half(Instant at) {
    return Instant.ofEpochSecond(at.getEpochSecond() / 14_400 * 14_400);
  }
}
