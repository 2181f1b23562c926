package io.bancheng.canonical;

import java.time.Instant;

/**
 * The reporter or the hotline urged (催办).
 *
 * @param fromCaseNo the later submission that was linked as an urge, null if it came as a message
 */
public record Urged(Instant at, Actor actor, String fromCaseNo, Texts texts) implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.urged();
  }
}
