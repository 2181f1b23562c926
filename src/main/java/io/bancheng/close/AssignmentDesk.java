package io.bancheng.close;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.AssignmentWithdrawn;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.Due;
import io.bancheng.canonical.ExtensionDecided;
import io.bancheng.canonical.Redispatched;
import io.bancheng.canonical.ReturnApproved;
import io.bancheng.canonical.ReturnRefused;
import io.bancheng.canonical.SupportWaived;
import io.bancheng.canonical.Suspended;
import io.bancheng.canonical.SuspensionRefused;
import io.bancheng.canonical.Texts;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.Turn;
import io.bancheng.rules.Extensions;
import io.bancheng.rules.Rests;
import java.time.Instant;
import java.util.List;

/**
 * What the duty coordinator decides while departments work: returns (退回), extensions (延期), rests
 * (挂起), waivers (免予协办), withdrawal (撤回).
 */
public final class AssignmentDesk {
  /** Applies a decision that the rulebook has admitted. */
  public Turn decide(Turn turn, Decision d) {
    return switch (d.action()) {
      case "suspend" -> suspend(turn, d);
      case "resume" -> Rests.resume(turn, d.actor());
      default -> decide(turn, assignment(turn, d), d);
    };
  }

  private static Turn decide(Turn turn, Assignment a, Decision d) {
    var at = turn.now();
    return switch (d.action()) {
      case "approveReturn" ->
          redispatch(turn.add(new ReturnApproved(at, d.actor(), a.id(), words(d))));
      case "refuseReturn" -> turn.add(new ReturnRefused(at, d.actor(), a.id(), words(d)));
      case "decideExtension" -> decideExtension(turn, a, d);
      case "refuseSuspension" -> turn.add(new SuspensionRefused(at, d.actor(), a.id(), words(d)));
      case "waiveSupport" -> turn.add(new SupportWaived(at, d.actor(), a.id(), reason(d)));
      case "withdrawAssignment" ->
          redispatch(turn.add(new AssignmentWithdrawn(at, d.actor(), a.id(), reason(d))));
      default ->
          throw new Unacceptable(
              Unacceptable.Kind.INVALID, "Action " + d.action() + " is not known.");
    };
  }

  /** Lets a suspended case go on when its rest is over. */
  public Turn lapsed(Turn turn, ClockKind kind) {
    var c = turn.current();
    boolean over =
        kind == ClockKind.SUSPENSION
            && c.status() == CaseStatus.SUSPENDED
            && c.clock(kind, c.caseNo()).filter(k -> k.dueAt().isBefore(turn.now())).isPresent();
    return over ? Rests.resume(turn, Actor.HUB) : turn;
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

  private static Turn decideExtension(Turn turn, Assignment a, Decision d) {
    boolean granted = Boolean.parseBoolean(d.required("granted"));
    var longer = granted ? List.of(Extensions.longer(turn, a, workdays(a, d))) : List.<Clock>of();
    return turn.add(new ExtensionDecided(turn.now(), d.actor(), a.id(), granted, words(d), longer));
  }

  /** As many as the decision says, else as many as were asked for. */
  private static int workdays(Assignment a, Decision d) {
    return d.text("workdays") == null
        ? a.extensionAsked().workdays()
        : Integer.parseInt(d.required("workdays"));
  }

  private static Turn suspend(Turn turn, Decision d) {
    var c = turn.current();
    Instant until = Rests.until(turn, d).orElseThrow();
    var due = new Due(until, turn.calendar().version(), false);
    return turn.add(
        new Suspended(
            turn.now(),
            d.actor(),
            Rests.reason(turn, d),
            until,
            turn.config().limits().suspensions().clocksPaused(),
            Texts.of("decisionText", d.text("decisionText")),
            List.of(
                Clock.started(
                    ClockKind.SUSPENSION, c.caseNo(), c.round(), "decision", turn.now(), due))));
  }

  /** Without a lead the case goes back to the coordinator, who must name the next one. */
  private static Turn redispatch(Turn turn) {
    if (turn.current().lead().isPresent()) {
      return turn;
    }
    var working =
        turn.current().status() == CaseStatus.SUSPENDED ? Rests.resume(turn, Actor.HUB) : turn;
    var c = working.current();
    return c.status() == CaseStatus.HANDLING
        ? working.add(
            new Redispatched(
                turn.now(),
                Actor.HUB,
                List.of(
                    turn.clock(ClockKind.DISPATCH, c.caseNo(), c.classification().issueClass()))))
        : working;
  }

  private static Texts words(Decision d) {
    return Texts.of("decisionText", d.required("decisionText"));
  }

  private static Texts reason(Decision d) {
    return Texts.of("reasonText", d.required("reason"));
  }
}
