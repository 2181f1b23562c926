package io.bancheng.canonical;

import java.time.Instant;

/** The case says the same as another and goes on there (并案). */
public record Merged(Instant at, Actor actor, String mergedIntoCaseNo, String ruleOrPerson)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.act(CaseAction.MERGE, actor).merged(mergedIntoCaseNo).stop(Clock::running, at);
  }
}
