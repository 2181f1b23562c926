package io.bancheng.close;

import io.bancheng.calendar.TimeLimit;
import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.AssignmentWithdrawn;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.ExtensionDecided;
import io.bancheng.canonical.Redispatched;
import io.bancheng.canonical.ReturnApproved;
import io.bancheng.canonical.ReturnRefused;
import io.bancheng.canonical.Texts;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.Turn;
import java.util.List;

/**
 * What the duty coordinator decides about one department's share: returns, extensions, withdrawal.
 */
public final class AssignmentDesk {
  /** Applies a decision on an assignment. */
  public Turn decide(Turn turn, Decision d) {
    var assignment = assignment(turn, d);
    var at = turn.now();
    return switch (d.action()) {
      case "approveReturn" ->
          redispatch(turn.add(new ReturnApproved(at, d.actor(), assignment.id(), words(d))));
      case "refuseReturn" -> turn.add(new ReturnRefused(at, d.actor(), assignment.id(), words(d)));
      case "decideExtension" -> decideExtension(turn, assignment, d);
      default ->
          redispatch(
              turn.add(
                  new AssignmentWithdrawn(
                      at,
                      d.actor(),
                      assignment.id(),
                      Texts.of("reasonText", d.required("reason")))));
    };
  }

  private static Assignment assignment(Turn turn, Decision d) {
    String id = d.assignmentId() == null ? d.required("assignmentId") : d.assignmentId();
    return turn.current()
        .assignment(id)
        .orElseThrow(
            () ->
                new Unacceptable(
                    Unacceptable.Kind.INVALID,
                    "Case %s has no assignment %s.".formatted(d.caseNo(), id)));
  }

  private static Turn decideExtension(Turn turn, Assignment assignment, Decision d) {
    boolean granted = Boolean.parseBoolean(d.required("granted"));
    var clocks = List.<Clock>of();
    if (granted) {
      var c = turn.current();
      var running = c.clock(ClockKind.HANDLE, c.caseNo()).orElseThrow();
      var more = TimeLimit.parse(d.required("workdays") + "wd");
      var due = turn.config().calendar().due(running.dueAt(), more);
      String limit = running.limit() + "+" + more;
      clocks =
          List.of(
              Clock.started(
                  ClockKind.HANDLE, c.caseNo(), c.round(), limit, running.startedAt(), due));
    }
    return turn.add(
        new ExtensionDecided(turn.now(), d.actor(), assignment.id(), granted, words(d), clocks));
  }

  /** Without a lead the case goes back to the coordinator, who must name the next one. */
  private static Turn redispatch(Turn turn) {
    var c = turn.current();
    if (c.status() != CaseStatus.HANDLING || c.lead().isPresent()) {
      return turn;
    }
    var issueClass = c.classification().issueClass();
    return turn.add(
        new Redispatched(
            turn.now(),
            Actor.HUB,
            List.of(turn.clock(ClockKind.DISPATCH, c.caseNo(), issueClass))));
  }

  private static Texts words(Decision d) {
    return Texts.of("decisionText", d.required("decisionText"));
  }
}
