package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/**
 * The same reporter has open cases of the same category (重复反映): a person decides whether this is
 * one of them again, or a matter of its own.
 */
public record RepeatSuspected(Instant at, Actor actor, List<String> caseNos, List<Clock> clocks)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    if (before.status() != CaseStatus.SCREENING) {
      throw new IllegalTransition(
          "Case " + before.caseNo(), before.status().name(), "suspect", actor.role(), List.of());
    }
    return before.suspected(caseNos).start(clocks);
  }
}
