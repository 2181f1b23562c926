package io.bancheng.canonical;

import java.time.Instant;

/** A rule proposed a class and departments (分类建议). */
public record Classified(Instant at, Actor actor, RoutingDecision decision) implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.with(
        new Classification(decision.categoryCode(), decision.issueClass(), null, decision, null));
  }
}
