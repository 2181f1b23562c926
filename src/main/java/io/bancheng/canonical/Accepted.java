package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/**
 * The case was accepted with its class (受理).
 *
 * @param handleLimit the handling limit, e.g. {@code 5wd}
 */
public record Accepted(
    Instant at,
    Actor actor,
    String categoryCode,
    IssueClass issueClass,
    String handleLimit,
    List<Clock> clocks)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    var proposal = before.classification();
    var decision = proposal == null ? null : proposal.decision();
    return before
        .act(CaseAction.ACCEPT, actor)
        .with(before.screened().accepted(actor.id(), at))
        .with(new Classification(categoryCode, issueClass, handleLimit, decision, actor.id()))
        .stop(ClockKind.ACCEPT, before.caseNo(), at)
        .start(clocks);
  }
}
