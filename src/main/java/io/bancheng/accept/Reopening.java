package io.bancheng.accept;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.CaseAction;
import io.bancheng.canonical.CaseTransitions;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Reopened;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Texts;
import io.bancheng.config.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** Whether and how a case is handled again (重办): {@code reopen} in config/deadlines.yaml. */
final class Reopening {
  private Reopening() {}

  /** Why the case cannot be reopened at once by somebody in that role, if so. */
  static Optional<String> obstacle(Turn turn, Role by) {
    var c = turn.current();
    if (!CaseTransitions.TABLE.allowed(c.status(), by).contains(CaseAction.REOPEN)) {
      return Optional.of("the case is " + c.status());
    }
    return tooOften(turn).or(() -> tooLate(turn));
  }

  /** Why nobody may reopen the case another time, if so. */
  private static Optional<String> tooOften(Turn turn) {
    int most = turn.config().limits().reopenings().maxRounds();
    return turn.current().round() < most
        ? Optional.empty()
        : Optional.of("the case was handled in %d rounds".formatted(most));
  }

  /** The case in its next round; {@code wantedBy} may be null. */
  static Turn reopen(Turn turn, Actor by, String reason, Instant wantedBy) {
    var c = turn.current();
    int round = c.round() + 1;
    var limits = turn.config().limits();
    var limit = limits.limit(ClockKind.DISPATCH, c.classification().issueClass(), c.kind());
    var clocks = new ArrayList<Clock>();
    clocks.add(
        Clock.started(
            ClockKind.DISPATCH,
            c.caseNo(),
            round,
            limit.toString(),
            turn.now(),
            turn.config().calendar().due(turn.now(), limit)));
    if (wantedBy != null) {
      clocks.add(NoteDesk.sourceClock(turn, round, wantedBy));
    }
    return turn.add(new Reopened(turn.now(), by, round, Texts.of("reasonText", reason), clocks));
  }

  private static Optional<String> tooLate(Turn turn) {
    var told = turn.current().feedback();
    var within = turn.config().limits().reopenings().within();
    boolean late =
        !told.isEmpty()
            && turn.config()
                .calendar()
                .due(told.get(told.size() - 1).at(), within)
                .at()
                .isBefore(turn.now());
    return late
        ? Optional.of("the feedback was given more than %s ago".formatted(within))
        : Optional.empty();
  }
}
