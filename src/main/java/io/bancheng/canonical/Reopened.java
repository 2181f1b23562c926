package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The case is handled again in a new round (重办).
 *
 * @param clocks those of the new round; the source's own among them if it set a new due time
 */
public record Reopened(Instant at, Actor actor, int round, Texts texts, List<Clock> clocks)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before
        .act(CaseAction.REOPEN, actor)
        .withRound(round)
        .stop(Clock::running, at)
        .wantedBy(sourceDue())
        .start(clocks);
  }

  @Override
  public Optional<Addition> addition() {
    return Optional.ofNullable(texts)
        .map(t -> t.get("reasonText"))
        .filter(text -> !text.isEmpty())
        .map(text -> new Addition(at, NoteType.REDO, text, List.of()));
  }

  private Instant sourceDue() {
    return clocks.stream()
        .filter(c -> c.kind() == ClockKind.SOURCE)
        .map(Clock::dueAt)
        .findFirst()
        .orElse(null);
  }
}
