package io.bancheng.classify;

import io.bancheng.canonical.Accepted;
import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Classified;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.IssueClass;
import io.bancheng.canonical.OpenCase;
import io.bancheng.canonical.RepeatSuspected;
import io.bancheng.canonical.ScreeningHit;
import io.bancheng.canonical.Supplemented;
import io.bancheng.config.RoutingFacts;
import io.bancheng.config.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Classifies a case (分类) by the routing table and accepts it when screening found nothing that a
 * person must decide. The explanation of the decision stays with the case.
 */
public final class Classifier {
  private static final Set<CaseStatus> UNDECIDED =
      Set.of(CaseStatus.RECEIVED, CaseStatus.PENDING_INFO, CaseStatus.SCREENING);

  /** Proposes a class where there is none, and accepts what needs no person. */
  public Turn classify(Turn turn) {
    var c = turn.current();
    if (!UNDECIDED.contains(c.status())) {
      return turn;
    }
    var proposed = c.classification() == null || supplemented(turn) ? suspect(propose(turn)) : turn;
    return clean(proposed.current()) ? accept(proposed) : proposed;
  }

  /** Whether what was said just now may call for another class. */
  private static boolean supplemented(Turn turn) {
    return turn.file().fresh().stream().anyMatch(Supplemented.class::isInstance);
  }

  /** What the routing table looks at in a case. */
  public static RoutingFacts facts(Turn turn) {
    var said = turn.submission();
    return new RoutingFacts(
        said.demand().title(),
        said.matter().matterName(),
        said.matter().sourceCategoryName(),
        turn.file().content(),
        turn.current().source().channelCode(),
        turn.current().regionCode());
  }

  private static Turn propose(Turn turn) {
    var decision = turn.config().routing().route(facts(turn));
    return turn.add(new Classified(turn.now(), Actor.HUB, decision));
  }

  /** The same reporter with the same category: a person looks whether it is the same matter. */
  private static Turn suspect(Turn turn) {
    var c = turn.current();
    var since = turn.now().minus(Duration.ofDays(turn.config().repeats().sameReporterDays()));
    var same =
        turn.ofReporter().stream()
            .filter(open -> c.classification().categoryCode().equals(open.categoryCode()))
            .filter(open -> open.registeredAt().isAfter(since))
            .map(OpenCase::caseNo)
            .toList();
    return same.isEmpty() || c.status() != CaseStatus.SCREENING
        ? turn
        : turn.add(new RepeatSuspected(turn.now(), Actor.HUB, same, acceptClock(turn)));
  }

  /** The limit for a person to decide, unless it runs already. */
  private static List<Clock> acceptClock(Turn turn) {
    var c = turn.current();
    boolean runs = c.clock(ClockKind.ACCEPT, c.caseNo()).filter(Clock::running).isPresent();
    return runs ? List.of() : List.of(turn.clock(ClockKind.ACCEPT, c.caseNo(), IssueClass.GENERAL));
  }

  private static Turn accept(Turn turn) {
    var c = turn.current();
    var decision = c.classification().decision();
    var issueClass = markedUrgent(c) ? IssueClass.URGENT : decision.issueClass();
    var limits = turn.config().limits();
    Integer workdays = markedUrgent(c) ? null : decision.workdays();
    return turn.add(
        new Accepted(
            turn.now(),
            Actor.HUB,
            decision.categoryCode(),
            issueClass,
            limits.handle(c.kind(), issueClass, workdays).toString(),
            List.of(turn.clock(ClockKind.DISPATCH, c.caseNo(), issueClass))));
  }

  private static boolean clean(Case c) {
    return c.status() == CaseStatus.SCREENING
        && c.screening() != null
        && c.suspects().isEmpty()
        && !c.procedure().reconsidered()
        && c.screening().hits().stream().noneMatch(ScreeningHit::needsPerson);
  }

  private static boolean markedUrgent(Case c) {
    return c.screening().hits().stream().anyMatch(ScreeningHit::marksUrgent);
  }
}
