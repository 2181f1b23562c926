package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;

/**
 * What was missing was supplied (补充).
 *
 * @param regionCode the region as it now is
 */
public record Supplemented(
    Instant at,
    Actor actor,
    List<String> changedFields,
    String regionCode,
    String townCode,
    Texts texts)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before.act(CaseAction.SUPPLEMENT, actor).withPlace(regionCode, townCode);
  }
}
