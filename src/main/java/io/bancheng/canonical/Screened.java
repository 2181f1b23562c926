package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/** The case was held against the exclusion rules (初步研判). */
public record Screened(Instant at, Actor actor, List<ScreeningHit> hits, List<Clock> clocks)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return (before.status() == CaseStatus.SCREENING ? before : before.act(CaseAction.SCREEN, actor))
        .with(Screening.of(hits))
        .start(clocks);
  }
}
