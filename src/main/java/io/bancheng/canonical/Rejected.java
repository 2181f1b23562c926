package io.bancheng.canonical;

import java.time.Instant;

/** A person refused the matter, gave the reason and told the reporter where to go (不予受理). */
public record Rejected(
    Instant at,
    Actor actor,
    ExclusionReason exclusionReason,
    String referralText,
    Instant toldReporterAt)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    var found = before.screened();
    return before
        .act(CaseAction.REJECT, actor)
        .with(
            new Screening(
                found.hits(), actor.id(), at, exclusionReason, referralText, toldReporterAt))
        .stop(Clock::running, at);
  }
}
