package io.bancheng.feedback;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Archived;
import io.bancheng.canonical.CallbackRecorded;
import io.bancheng.canonical.CallbackResult;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.ChannelNote;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.DissatisfactionCause;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Solved;
import io.bancheng.canonical.Texts;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.Turn;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks reporters afterwards (回访) and puts cases away (归档). Who is asked is drawn by
 * config/callback.yaml when the feedback is given.
 */
public final class CallbackDesk {
  /** The clocks that begin when the reporter was told: the callback's, if drawn, and the last. */
  static List<Clock> clocks(Turn turn, boolean reached) {
    var c = turn.current();
    var policy = turn.config().callback();
    var issueClass =
        c.classification() == null
            ? io.bancheng.canonical.IssueClass.GENERAL
            : c.classification().issueClass();
    var clocks = new ArrayList<Clock>();
    if (reached && policy.sampled(c)) {
      clocks.add(turn.clock(ClockKind.CALLBACK, c.caseNo(), issueClass));
    }
    clocks.add(turn.clock(ClockKind.ARCHIVE, c.caseNo(), policy.archiveAfter()));
    return clocks;
  }

  /**
   * Applies what staff decides.
   *
   * @throws Unacceptable (INVALID) if the result is none
   */
  public Turn decide(Turn turn, Decision d) {
    return d.action().equals("archive")
        ? turn.add(new Archived(turn.now(), d.actor()))
        : turn.add(
            new CallbackRecorded(
                turn.now(), d.actor(), result(d), Texts.of("text", d.text("text"))));
  }

  /**
   * Takes what a channel's own callback found out.
   *
   * @param sender system id of the channel
   * @throws Unacceptable (NOT_ALLOWED) if the reporter was not told yet
   */
  public Turn visited(Turn turn, ChannelNote note, String sender) {
    var status = turn.current().status();
    if (status != CaseStatus.FEEDBACK_GIVEN && status != CaseStatus.ARCHIVED) {
      throw new Unacceptable(
          Unacceptable.Kind.NOT_ALLOWED,
          "Case %s is %s: nobody can be asked about its result yet."
              .formatted(turn.current().caseNo(), status));
    }
    return turn.add(
        new CallbackRecorded(
            turn.now(),
            new Actor(Role.HOTLINE_SYSTEM, sender, null),
            note.visit(),
            Texts.of("text", note.text())));
  }

  /** The reporter rates the result unasked (评价), 1 to 5. */
  public Turn rate(Turn turn, int satisfaction, String text) {
    return turn.add(
        new CallbackRecorded(
            turn.now(),
            new Actor(Role.REPORTER, "reporter", null),
            new CallbackResult(true, null, satisfaction, null),
            Texts.of("text", text)));
  }

  /** Puts a case away whose time is over, if it still waits for that. */
  public Turn archive(Turn turn, int round) {
    var c = turn.current();
    boolean due =
        c.status() == CaseStatus.FEEDBACK_GIVEN
            && c.clocks().stream()
                .filter(k -> k.is(ClockKind.ARCHIVE, c.caseNo(), round))
                .anyMatch(k -> k.running() && k.dueAt().isBefore(turn.now()));
    return due ? turn.add(new Archived(turn.now(), Actor.HUB)) : turn;
  }

  private static CallbackResult result(Decision d) {
    boolean connected = d.flag("connected");
    if (!connected) {
      return new CallbackResult(false, null, 0, null);
    }
    var solved = d.text("solved") == null ? null : d.required("solved", Solved.class);
    var cause = d.text("cause") == null ? null : d.required("cause", DissatisfactionCause.class);
    return new CallbackResult(
        true, solved, d.number("satisfaction", 0, CallbackResult.BEST), cause);
  }
}
