package io.bancheng.close;

import static io.bancheng.canonical.Unacceptable.Kind.UNKNOWN_SUBJECT;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.AssignmentState;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.Reply;
import io.bancheng.canonical.ReplyType;
import io.bancheng.canonical.ResultType;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Texts;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.Turn;
import io.bancheng.rules.Obstacle;
import io.bancheng.rules.Rests;
import io.bancheng.rules.Rulebook;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes what departments answer. A reply changes only the sender's own assignment; one that comes
 * too late or out of turn is kept as it was said and changes nothing.
 */
public final class ReplyDesk {
  private static final Map<ReplyType, String> ACTIONS =
      Map.of(
          ReplyType.SIGNED, "sign",
          ReplyType.PROGRESS, "progress",
          ReplyType.OPINION_SUBMITTED, "submitOpinion",
          ReplyType.RETURN_REQUESTED, "requestReturn",
          ReplyType.EXTENSION_REQUESTED, "requestExtension",
          ReplyType.SUSPENSION_REQUESTED, "requestSuspension");
  private static final Set<ReplyType> ASKING =
      EnumSet.of(
          ReplyType.RETURN_REQUESTED,
          ReplyType.EXTENSION_REQUESTED,
          ReplyType.SUSPENSION_REQUESTED);

  private static final Optional<String> NOTHING = Optional.empty();
  private static final Optional<Obstacle> NONE = Optional.empty();

  private final Rulebook rulebook;

  public ReplyDesk(Rulebook rulebook) {
    this.rulebook = rulebook;
  }

  /**
   * The case after a department's reply.
   *
   * @throws Unacceptable (UNKNOWN_SUBJECT) if the assignment is not that department's
   */
  public Turn reply(Turn turn, Reply said) {
    if (said.eventType() == ReplyType.SUPERVISION_ANSWERED) {
      return SupervisionAnswers.take(turn, by(said), said);
    }
    var assignment = own(turn, said);
    var reply = said.about(assignment.id());
    var events = new ReplyEvents(by(reply), reply);
    var obstacle = obstacle(turn, assignment, reply);
    if (obstacle.isPresent()) {
      return turn.add(events.recorded(turn, obstacle.get()));
    }
    var signed = signedFirst(turn, assignment, events);
    var against = ASKING.contains(reply.eventType()) ? refusal(turn, events.by(), reply) : NONE;
    return against
        .map(why -> signed.add(events.refused(turn, why)))
        .orElseGet(() -> said(signed, events));
  }

  /**
   * The case after a reply whose key was used before for one that said something else: nobody knows
   * which of them holds, so the first one does.
   *
   * @throws Unacceptable (UNKNOWN_SUBJECT) if the assignment is not that department's
   */
  public Turn otherwise(Turn turn, Reply said) {
    boolean order = said.eventType() == ReplyType.SUPERVISION_ANSWERED;
    var reply =
        said.about(
            order ? SupervisionAnswers.order(turn, said).assignmentId() : own(turn, said).id());
    return turn.add(
        new ReplyEvents(by(reply), reply).recorded(turn, "its key was used for another reply"));
  }

  /** Takes what a person of the department says in its stead; the rulebook has admitted it. */
  public Turn decide(Turn turn, Decision d) {
    var a = turn.current().assignment(d.required("assignmentId")).orElseThrow();
    var reply = reply(turn, a, d);
    var events = new ReplyEvents(d.actor(), reply);
    return said(signedFirst(turn, a, events), events);
  }

  /** What the lead concludes ends a rest. */
  private static Turn said(Turn turn, ReplyEvents events) {
    var reply = events.reply();
    boolean rests =
        turn.current().status() == CaseStatus.SUSPENDED
            && reply.eventType() == ReplyType.OPINION_SUBMITTED
            && turn.current().assignment(reply.assignmentId()).orElseThrow().lead();
    return (rests ? Rests.resume(turn, Actor.HUB) : turn).add(events.happened(turn));
  }

  private Optional<Obstacle> refusal(Turn turn, Actor by, Reply reply) {
    var data = new HashMap<String, Object>();
    data.put("assignmentId", reply.assignmentId());
    data.put("reasonCode", reply.reasonCode());
    data.put("reasonText", reply.texts().get("reasonText"));
    data.put("legalBasis", reply.legalBasis());
    data.put("suggestedDept", reply.suggestedDept());
    data.put("requestedWorkdays", reply.requestedWorkdays());
    var asked =
        new Decision(
            reply.caseNo(), ACTIONS.get(reply.eventType()), by, reply.assignmentId(), data);
    return rulebook.obstacle(turn, asked);
  }

  /** The reply that an action of a person of the department amounts to. */
  private static Reply reply(Turn turn, Assignment a, Decision d) {
    var type =
        ACTIONS.entrySet().stream()
            .filter(entry -> entry.getValue().equals(d.action()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    return new Reply(
        type,
        a.id(),
        a.department(),
        turn.now(),
        d.actor().name(),
        null,
        texts(d),
        d.text("resultType") == null ? null : d.required("resultType", ResultType.class),
        d.text("policyBasis"),
        d.text("contactedReporterAt") == null ? null : d.requiredTime("contactedReporterAt"),
        d.text("reasonCode"),
        d.text("legalBasis"),
        d.text("suggestedDept"),
        d.text("requestedWorkdays") == null
            ? null
            : Integer.valueOf(d.required("requestedWorkdays")));
  }

  private static Texts texts(Decision d) {
    var texts = Texts.NONE;
    for (String name : List.of("text", "reasonText", "opinionText", "publicReplyText")) {
      texts = texts.and(name, d.text(name));
    }
    return texts;
  }

  private static Assignment own(Turn turn, Reply reply) {
    var own =
        turn.current().assignments().stream()
            .filter(a -> a.department().equals(reply.department()))
            .toList();
    return own.stream()
        .filter(a -> a.id().equals(reply.assignmentId()))
        .findFirst()
        .or(() -> only(own, reply))
        .orElseThrow(
            () ->
                new Unacceptable(
                    UNKNOWN_SUBJECT,
                    "%s has no assignment %s."
                        .formatted(reply.department(), reply.assignmentId())));
  }

  /** Who names the case alone means the share it has now, or had last. */
  private static Optional<Assignment> only(List<Assignment> own, Reply reply) {
    boolean caseAlone = reply.assignmentId().equals(reply.caseNo());
    return caseAlone
        ? own.stream().reduce((first, second) -> first.active() ? first : second)
        : Optional.empty();
  }

  /** Why the reply can change nothing any more, if so. */
  private static Optional<String> obstacle(Turn turn, Assignment a, Reply reply) {
    var status = turn.current().status();
    if (status != CaseStatus.HANDLING && status != CaseStatus.SUSPENDED) {
      return Optional.of("the case is " + status);
    }
    if (!a.active() || a.round() != turn.current().round()) {
      return Optional.of("the assignment is " + a.state());
    }
    return switch (reply.eventType()) {
      case SIGNED ->
          when(
              a.signedAt() != null || a.state() != AssignmentState.PENDING_SIGN,
              "the assignment is " + a.state());
      case OPINION_SUBMITTED, EXTENSION_REQUESTED, SUSPENSION_REQUESTED, RETURN_REQUESTED ->
          when(
              a.state() == AssignmentState.REPLIED || a.state() == AssignmentState.RETURN_REQUESTED,
              "the assignment is " + a.state());
      case PROGRESS -> when(a.state() == AssignmentState.RETURN_REQUESTED, "a return is open");
      case SUPERVISION_ANSWERED -> NOTHING; // an order is not in the way of its share
    };
  }

  private static Optional<String> when(boolean applies, String why) {
    return applies ? Optional.of(why) : Optional.empty();
  }

  /** Whoever answers has taken note, even if the system never said so. */
  private static Turn signedFirst(Turn turn, Assignment a, ReplyEvents events) {
    var type = events.reply().eventType();
    boolean implied =
        a.state() == AssignmentState.PENDING_SIGN
            && type != ReplyType.SIGNED
            && type != ReplyType.RETURN_REQUESTED;
    return implied ? turn.add(events.signed(turn)) : turn;
  }

  private static Actor by(Reply reply) {
    return new Actor(Role.DEPT_SYSTEM, "department." + reply.department().dotted(), reply.actor());
  }
}
