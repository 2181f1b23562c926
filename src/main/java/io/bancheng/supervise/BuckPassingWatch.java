package io.bancheng.supervise;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.AssignmentState;
import io.bancheng.canonical.BuckPassingSuspected;
import io.bancheng.canonical.SupervisionCause;
import io.bancheng.canonical.SupervisionLevel;
import io.bancheng.canonical.Suspicion;
import io.bancheng.canonical.SuspicionThresholds;
import io.bancheng.config.HubConfig;
import io.bancheng.config.SupervisionStep;
import io.bancheng.config.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Notes what looks like buck-passing (推诿扯皮) on the case and proposes an order to a person, with the
 * evidence. It never issues one.
 */
public final class BuckPassingWatch {
  private static final Duration ONE_DAY = Duration.ofDays(1);

  /** From how much on something is suspicious, as the office decided. */
  public SuspicionThresholds thresholds(HubConfig config, Instant now) {
    var policy = config.office().buckPassing();
    return new SuspicionThresholds(
        policy.returns(),
        policy.pingPong(),
        policy.sameReason(),
        now.minus(Duration.ofDays(policy.sameReasonDays())),
        unsignedSince(config, now),
        policy.unsigned().amount());
  }

  /** The latest day such that a share handed out then is overdue to be signed now. */
  private static Instant unsignedSince(HubConfig config, Instant now) {
    var limit = config.office().buckPassing().unsigned();
    return Stream.iterate(now.minus(Duration.ofDays(limit.amount())), t -> t.minus(ONE_DAY))
        .filter(then -> config.calendar().due(then, limit).at().isBefore(now))
        .findFirst()
        .orElseThrow();
  }

  /** Takes up what the ledger shows, if it is still so. */
  public Turn suspect(Turn turn, Suspicion seen) {
    var share = turn.current().assignment(seen.assignmentId()).filter(a -> holds(a, seen));
    return share.map(a -> noted(turn, a, seen)).orElse(turn);
  }

  private static boolean holds(Assignment a, Suspicion seen) {
    return seen.kind() != Suspicion.Kind.UNSIGNED || a.state() == AssignmentState.PENDING_SIGN;
  }

  private static Turn noted(Turn turn, Assignment a, Suspicion seen) {
    var noted = turn.add(new BuckPassingSuspected(turn.now(), Actor.HUB, seen));
    return level(turn)
        .map(
            level ->
                Ladder.propose(
                    noted, level, SupervisionCause.BUCK_PASSING, a, Ladder.About.NOTHING))
        .orElse(noted);
  }

  /** The lowest rung that the office climbs for buck-passing. */
  private static Optional<SupervisionLevel> level(Turn turn) {
    return turn.config().limits().supervision().stream()
        .filter(SupervisionStep::onBuckPassing)
        .map(SupervisionStep::level)
        .filter(SupervisionLevel::needsPerson)
        .min(Comparator.naturalOrder());
  }
}
