package io.bancheng.close;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Assignment.Opinion;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Closed;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.Due;
import io.bancheng.canonical.IssueClass;
import io.bancheng.canonical.OpinionIssued;
import io.bancheng.canonical.OpinionRejected;
import io.bancheng.canonical.ResultType;
import io.bancheng.canonical.Texts;
import io.bancheng.config.Turn;
import java.time.Instant;
import java.util.List;

/**
 * Closes cases (办结). When every department has answered, the lead's opinion goes to review; results
 * that the office lets the hub close are closed at once, all others wait for a person.
 */
public final class Reviewer {
  /** Moves an answered case to review and, where the review policy allows it, to closure. */
  public Turn review(Turn turn) {
    var c = turn.current();
    if (c.status() != CaseStatus.HANDLING || !c.allAnswered()) {
      return turn;
    }
    var opinion = c.lead().orElseThrow().opinion();
    var issued = turn.add(new OpinionIssued(turn.now(), Actor.HUB, reviewClocks(turn)));
    return turn.config().review().closesItself(opinion.resultType())
        ? issued.add(closed(issued, Actor.HUB, opinion))
        : issued;
  }

  /** Applies what the reviewing clerk or coordinator decides. */
  public Turn decide(Turn turn, Decision d) {
    return d.action().equals("rejectOpinion") ? reject(turn, d) : close(turn, d);
  }

  private static Turn close(Turn turn, Decision d) {
    var result = d.required("resultType", ResultType.class);
    String basis =
        result == ResultType.CANNOT_BE_DONE ? d.required("policyBasis") : d.text("policyBasis");
    var texts = Texts.of("publicReplyText", d.required("resultText"));
    return turn.add(closed(turn, d.actor(), new Opinion(turn.now(), result, basis, texts)));
  }

  private static Turn reject(Turn turn, Decision d) {
    var c = turn.current();
    String lead = c.lead().orElseThrow().id();
    var again =
        d.text("newDueAt") == null
            ? turn.clock(ClockKind.HANDLE, c.caseNo(), turn.handleLimit())
            : set(turn, d.requiredTime("newDueAt"));
    return turn.add(
        new OpinionRejected(
            turn.now(),
            d.actor(),
            lead,
            Texts.of("reasonText", d.required("reason")),
            List.of(again)));
  }

  /** A handling limit that the reviewer sets. */
  private static Clock set(Turn turn, Instant dueAt) {
    var c = turn.current();
    var due = new Due(dueAt, turn.calendar().version(), false);
    return Clock.started(ClockKind.HANDLE, c.caseNo(), c.round(), "decision", turn.now(), due);
  }

  private static Closed closed(Turn turn, Actor by, Opinion opinion) {
    return new Closed(
        turn.now(), by, opinion.resultType(), opinion.policyBasis(), opinion.texts(), List.of());
  }

  /** The review limit, and the feedback limit that starts with the opinion. */
  private static List<Clock> reviewClocks(Turn turn) {
    var c = turn.current();
    IssueClass issueClass = c.classification().issueClass();
    return List.of(
        turn.clock(ClockKind.REVIEW, c.caseNo(), issueClass),
        turn.clock(ClockKind.FEEDBACK, c.caseNo(), issueClass));
  }
}
