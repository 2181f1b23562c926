package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A source supervises the handling (督办), or asks for a new round that a person must decide on.
 *
 * @param asked SUPERVISE or REDO
 * @param level how serious it is, in the sender's words; null if it did not say
 * @param dueAt until when an answer is wanted, null if it did not say
 * @param why why the hub did not reopen the case by itself, null for a supervision
 * @param clocks the source's clock with its new due time, if one is to run
 */
public record Supervised(
    Instant at,
    Actor actor,
    NoteType asked,
    String level,
    Instant dueAt,
    String why,
    Texts texts,
    List<Clock> clocks)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    var noted = new Supervision(at, actor.id(), asked, level, dueAt, why, before.round());
    var after = before.supervised(noted).wantedBy(dueAt);
    return clocks.isEmpty()
        ? after
        : after.stop(ClockKind.SOURCE, before.caseNo(), at).start(clocks);
  }

  @Override
  public Optional<Addition> addition() {
    return Optional.ofNullable(texts)
        .map(t -> t.get("content"))
        .filter(text -> !text.isEmpty())
        .map(text -> new Addition(at, asked, text, List.of()));
  }
}
