package io.bancheng.feedback;

import static io.bancheng.canonical.Actor.HUB;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.AnsweredOnSpot;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.Feedback;
import io.bancheng.canonical.FeedbackAttempted;
import io.bancheng.canonical.FeedbackFailed;
import io.bancheng.canonical.FeedbackGiven;
import io.bancheng.canonical.FeedbackMethod;
import io.bancheng.canonical.FeedbackOutcome;
import io.bancheng.canonical.FeedbackWarned;
import io.bancheng.canonical.Texts;
import io.bancheng.config.HubConfig;
import io.bancheng.config.Turn;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sees that the reporter is told (反馈) within one working day of the result. Told means a documented
 * contact; three attempts on two different days count as documented too.
 */
public final class Teller {
  private static final int ATTEMPTS = 3;
  private static final int DAYS = 2;

  /**
   * Notes that the source channel has the result in its queue; that is the contact where the
   * channel's file says {@code confirmedBy: delivery}.
   */
  public Turn handedOver(Turn turn) {
    var c = turn.current();
    var channel = turn.config().channels().get(c.source().channelCode());
    boolean counts =
        c.status() == CaseStatus.CLOSED
            && channel != null
            && channel.feedback().confirmedByDelivery();
    return counts
        ? turn.add(given(turn, HUB, channel.feedback().method(), FeedbackOutcome.REACHED))
        : turn;
  }

  /** The same for several cases; gives them as they then are. */
  public List<CaseFile> allHandedOver(List<CaseFile> files, HubConfig config, Instant now) {
    return files.stream().map(file -> handedOver(new Turn(file, config, now)).file()).toList();
  }

  /** Notes that whoever was answered at the counter while the case was registered has heard it. */
  public Turn toldOnSpot(Turn turn) {
    var fresh = turn.file().fresh();
    return fresh.get(fresh.size() - 1) instanceof AnsweredOnSpot answer
        ? turn.add(given(turn, answer.actor(), FeedbackMethod.ON_SITE, FeedbackOutcome.REACHED))
        : turn;
  }

  /**
   * Notes that a mail to the reporter came back. If it had counted as the feedback, the reporter is
   * still to be told.
   *
   * @param recipient whom it did not reach, null if the mail system did not say
   */
  public Turn bounced(Turn turn, String recipient, String why) {
    var c = turn.current();
    boolean told =
        c.status() == CaseStatus.FEEDBACK_GIVEN
            && c.feedback().stream()
                .reduce((earlier, later) -> later)
                .filter(f -> f.method() == FeedbackMethod.MAIL)
                .filter(f -> f.outcome() == FeedbackOutcome.REACHED && f.by().equals(HUB.id()))
                .isPresent();
    return told && address(turn, recipient)
        ? turn.add(new FeedbackFailed(turn.now(), HUB, FeedbackMethod.MAIL, Texts.of("text", why)))
        : turn;
  }

  /** Notes that the reporter's mail server refused the result: an attempt that reached nobody. */
  public Turn refused(Turn turn) {
    return turn.current().status() == CaseStatus.CLOSED
        ? turn.add(
            new FeedbackAttempted(
                turn.now(), HUB, next(turn), FeedbackMethod.MAIL, FeedbackOutcome.UNREACHABLE))
        : turn;
  }

  /** Notes what became of a text message: reached, or an attempt that reached nobody. */
  public Turn texted(Turn turn, boolean delivered) {
    if (turn.current().status() != CaseStatus.CLOSED) {
      return turn;
    }
    return turn.add(
        delivered
            ? given(turn, HUB, FeedbackMethod.SMS, FeedbackOutcome.REACHED)
            : new FeedbackAttempted(
                turn.now(), HUB, next(turn), FeedbackMethod.SMS, FeedbackOutcome.UNREACHABLE));
  }

  private static boolean address(Turn turn, String recipient) {
    return recipient == null
        || turn.submission() != null
            && turn.submission().reporter().contacts().stream()
                .anyMatch(contact -> recipient.equalsIgnoreCase(contact.value()));
  }

  /** Says that the time for the feedback is nearly over, if the reporter is still to be told. */
  public Turn warn(Turn turn, int round) {
    var c = turn.current();
    return c.clocks().stream()
        .filter(k -> k.is(ClockKind.FEEDBACK, c.caseNo(), round) && k.running())
        .findFirst()
        .map(k -> turn.add(new FeedbackWarned(turn.now(), HUB, k.dueAt())))
        .orElse(turn);
  }

  /** Applies what a clerk or handler reports about an attempt. */
  public Turn decide(Turn turn, Decision d) {
    var method = d.required("method", FeedbackMethod.class);
    var outcome = d.required("outcome", FeedbackOutcome.class);
    CaseEvent event =
        outcome == FeedbackOutcome.REACHED || documented(turn)
            ? given(turn, d.actor(), method, outcome)
            : new FeedbackAttempted(turn.now(), d.actor(), next(turn), method, outcome);
    return turn.add(event);
  }

  private static FeedbackGiven given(
      Turn turn, Actor by, FeedbackMethod method, FeedbackOutcome outcome) {
    var clocks = CallbackDesk.clocks(turn, outcome == FeedbackOutcome.REACHED);
    return new FeedbackGiven(turn.now(), by, next(turn), method, outcome, clocks);
  }

  /** Whether this attempt is the third in this round, on two different days at least. */
  private static boolean documented(Turn turn) {
    var c = turn.current();
    var since = c.clock(ClockKind.FEEDBACK, c.caseNo()).map(Clock::startedAt).orElse(Instant.MIN);
    var earlier = c.feedback().stream().filter(f -> !f.at().isBefore(since)).toList();
    long days =
        Stream.concat(earlier.stream().map(Feedback::at), Stream.of(turn.now()))
            .map(at -> at.atZone(CanonicalJson.ZONE).toLocalDate())
            .distinct()
            .count();
    return earlier.size() + 1 >= ATTEMPTS && days >= DAYS;
  }

  private static int next(Turn turn) {
    return turn.current().feedback().size() + 1;
  }
}
