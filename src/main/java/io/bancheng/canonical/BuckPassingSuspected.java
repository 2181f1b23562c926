package io.bancheng.canonical;

import java.time.Instant;

/**
 * The ledger shows what looks like buck-passing (推诿扯皮线索). It changes nothing by itself: a person
 * looks at the evidence and decides.
 */
public record BuckPassingSuspected(Instant at, Actor actor, Suspicion suspicion)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before;
  }
}
