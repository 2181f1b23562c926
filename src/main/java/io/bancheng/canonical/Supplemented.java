package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
    return before
        .act(CaseAction.SUPPLEMENT, actor)
        .with(before.procedure().supplied())
        .stop(ClockKind.INFO, before.caseNo(), at)
        .withPlace(regionCode, townCode);
  }

  @Override
  public Optional<Addition> addition() {
    return Optional.ofNullable(texts)
        .map(t -> t.get("content"))
        .filter(text -> !text.isEmpty())
        .map(text -> new Addition(at, NoteType.SUPPLEMENT, text, List.of()));
  }
}
