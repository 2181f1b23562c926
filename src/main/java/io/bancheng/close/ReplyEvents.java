package io.bancheng.close;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.ExtensionRequested;
import io.bancheng.canonical.IssueClass;
import io.bancheng.canonical.OpinionSubmitted;
import io.bancheng.canonical.Progressed;
import io.bancheng.canonical.Reply;
import io.bancheng.canonical.ReplyRecorded;
import io.bancheng.canonical.ReplyRefused;
import io.bancheng.canonical.ReturnRequested;
import io.bancheng.canonical.Signed;
import io.bancheng.canonical.SupervisionAnswered;
import io.bancheng.canonical.SuspensionRequested;
import io.bancheng.config.Turn;
import io.bancheng.rules.Obstacle;
import java.time.Instant;
import java.util.List;

/** What a reply about an assignment can become in the case's timeline. */
record ReplyEvents(Actor by, Reply reply) {
  /** What it says. */
  CaseEvent happened(Turn turn) {
    var at = turn.now();
    String id = reply.assignmentId();
    return switch (reply.eventType()) {
      case SIGNED -> signed(turn);
      case PROGRESS -> new Progressed(at, by, id, reply.contactedReporterAt(), reply.texts());
      case OPINION_SUBMITTED ->
          new OpinionSubmitted(
              at,
              by,
              id,
              reply.resultType(),
              reply.policyBasis(),
              reply.contactedReporterAt(),
              reply.texts());
      case RETURN_REQUESTED ->
          new ReturnRequested(
              at,
              by,
              id,
              reply.reasonCode(),
              reply.legalBasis(),
              reply.suggestedDept(),
              reply.texts(),
              List.of(turn.clock(ClockKind.RETURN_DECISION, id, IssueClass.GENERAL)));
      case EXTENSION_REQUESTED ->
          new ExtensionRequested(
              at, by, id, reply.reasonCode(), reply.requestedWorkdays(), reply.texts());
      case SUSPENSION_REQUESTED ->
          new SuspensionRequested(
              at, by, id, reply.reasonCode(), reply.requestedWorkdays(), reply.texts());
      case SUPERVISION_ANSWERED -> new SupervisionAnswered(at, by, id, reply.texts());
    };
  }

  /** That the assignment was signed then. */
  Signed signed(Turn turn) {
    return new Signed(turn.now(), by, reply.assignmentId(), when(turn));
  }

  /** That a rule refuses what it asks for. */
  ReplyRefused refused(Turn turn, Obstacle why) {
    return new ReplyRefused(
        turn.now(),
        by,
        reply.assignmentId(),
        reply.eventType(),
        reply.occurredAt(),
        why.rule(),
        reply.texts().and("decisionText", why.msg()));
  }

  /** That it was said and changes nothing. */
  ReplyRecorded recorded(Turn turn, String why) {
    return new ReplyRecorded(
        turn.now(),
        by,
        reply.assignmentId(),
        reply.eventType(),
        reply.occurredAt(),
        why,
        reply.texts());
  }

  /** The department's own time, but none that has not come, nor one before it had anything. */
  private Instant when(Turn turn) {
    var dispatched = turn.current().assignment(reply.assignmentId()).orElseThrow().dispatchedAt();
    var at = reply.occurredAt().isAfter(turn.now()) ? turn.now() : reply.occurredAt();
    return at.isBefore(dispatched) ? dispatched : at;
  }
}
