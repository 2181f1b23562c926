package io.bancheng.report;

import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import java.time.Instant;
import java.util.Optional;

/** What is counted for one department's share of a case, whether it leads or helps. */
final class AssignmentFact {
  private AssignmentFact() {}

  static FactRow of(CaseStory story, Assignment share, Dimensions dimensions) {
    var c = story.current();
    var replied = story.repliedAt(share.id());
    return dimensions
        .row(share.id(), share.department())
        .with("role", share.role())
        .with("state", share.state())
        .with("dispatched_at", share.dispatchedAt())
        .with("sign_due_at", due(c, ClockKind.SIGN, share, signed(story, share)))
        .with("signed_at", signed(story, share))
        .with("contact_due_at", due(c, ClockKind.FIRST_CONTACT, share, share.contactedAt()))
        .with("contacted_at", share.contactedAt())
        .with("support_due_at", due(c, ClockKind.SUPPORT_REPLY, share, replied))
        .with("replied_at", replied)
        .with("returned_at", story.returnedAt(share.id()))
        .with("returns_refused", story.returnsRefused(share.id()))
        .spanned(false);
  }

  /** A department that asks to give a share back has taken note of it. */
  private static Instant signed(CaseStory story, Assignment share) {
    return share.signedAt() == null ? story.returnAskedAt(share.id()) : share.signedAt();
  }

  /**
   * Until when it was to be done; null where somebody else ended the limit before it ran out: taken
   * away, not waited for any longer, closed.
   */
  private static Instant due(Case c, ClockKind kind, Assignment share, Instant doneAt) {
    return clock(c, kind, share)
        .filter(k -> doneAt != null || k.running() || k.stoppedAt().isAfter(k.dueAt()))
        .filter(k -> doneAt != null || !k.paused())
        .map(Clock::dueAt)
        .orElse(null);
  }

  private static Optional<Clock> clock(Case c, ClockKind kind, Assignment share) {
    return c.clocks().stream()
        .filter(k -> k.kind() == kind && k.subject().equals(share.id()))
        .reduce((earlier, later) -> later);
  }
}
