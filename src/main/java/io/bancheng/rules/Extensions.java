package io.bancheng.rules;

import io.bancheng.calendar.TimeLimit;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Due;
import io.bancheng.config.Turn;
import java.util.Optional;

/** Which limit an extension moves (延期): the case's own for the lead, its own for a support. */
public final class Extensions {
  private Extensions() {}

  /** The limit as it runs now. */
  static Clock running(Turn turn, Assignment a) {
    var c = turn.current();
    var own = a.lead() ? Optional.<Clock>empty() : c.clock(ClockKind.SUPPORT_REPLY, a.id());
    return own.or(() -> c.clock(ClockKind.HANDLE, c.caseNo())).orElseThrow();
  }

  /** The limit as it runs after the extension; a support's never beyond the case's. */
  public static Clock longer(Turn turn, Assignment a, int workdays) {
    var running = running(turn, a);
    var more = TimeLimit.workingDays(workdays);
    var longer = turn.extended(running, more, reason(a));
    var c = turn.current();
    var last = c.clock(ClockKind.HANDLE, c.caseNo()).map(Clock::dueAt).orElse(longer.dueAt());
    return !a.lead() && longer.dueAt().isAfter(last)
        ? running.extend(
            turn.now(),
            more.toString(),
            reason(a),
            new Due(last, longer.calendar(), longer.provisional()))
        : longer;
  }

  private static String reason(Assignment a) {
    return a.extensionAsked() == null ? null : a.extensionAsked().reasonCode();
  }
}
