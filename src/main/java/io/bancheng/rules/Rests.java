package io.bancheng.rules;

import io.bancheng.calendar.TimeLimit;
import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.Resumed;
import io.bancheng.config.Turn;
import java.time.Instant;
import java.util.Optional;

/** How long and why handling is to rest (挂起): as decided, else as the lead asked. */
public final class Rests {
  private Rests() {}

  /** The end of the rest; the end of the last working day where days were given. */
  public static Optional<Instant> until(Turn turn, Decision d) {
    if (d.text("until") != null) {
      return Optional.of(d.requiredTime("until"));
    }
    return workdays(turn, d)
        .map(days -> turn.calendar().due(turn.now(), TimeLimit.workingDays(days)).at());
  }

  /** The reason from config/deadlines.yaml. */
  public static String reason(Turn turn, Decision d) {
    return d.text("reasonCode") == null
        ? Guards.restAsked(turn).orElseThrow().reasonCode()
        : d.required("reasonCode");
  }

  /** The case handled again, its clocks with as much left as they had. */
  public static Turn resume(Turn turn, Actor by) {
    var resumed =
        turn.current().clocks().stream()
            .filter(k -> k.running() && k.paused())
            .map(turn::resumed)
            .toList();
    return turn.add(new Resumed(turn.now(), by, resumed));
  }

  private static Optional<Integer> workdays(Turn turn, Decision d) {
    return Optional.ofNullable(d.text("workdays"))
        .or(() -> Optional.ofNullable(d.text("requestedWorkdays")))
        .map(text -> Integer.valueOf(text.strip()))
        .or(() -> Guards.restAsked(turn).map(Assignment.Ask::workdays));
  }
}
