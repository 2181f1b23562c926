package io.bancheng.accept;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.CallbackRecorded;
import io.bancheng.canonical.CaseAction;
import io.bancheng.canonical.CaseTransitions;
import io.bancheng.canonical.NoteType;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Supervised;
import io.bancheng.canonical.Texts;
import io.bancheng.config.CallbackPolicy.Consequence;
import io.bancheng.config.Turn;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that something follows when a reporter is not satisfied (不满意): the case is handled
 * again at once, or supervised where it was handled again before.
 */
public final class RedoDesk {
  /** The case after what the reporter just said about its result. */
  public Turn dissatisfied(Turn turn) {
    return turn.file().fresh().stream()
        .filter(CallbackRecorded.class::isInstance)
        .map(CallbackRecorded.class::cast)
        .filter(said -> turn.config().callback().dissatisfied().is(said.result()))
        .reduce((earlier, later) -> later)
        .map(said -> follow(turn, said))
        .orElse(turn);
  }

  private static Turn follow(Turn turn, CallbackRecorded said) {
    var by = redoing(turn, said.actor());
    var obstacle = forbidden(turn).or(() -> Reopening.obstacle(turn, by.role()));
    return obstacle.isEmpty()
        ? Reopening.reopen(turn, by, reason(said), null)
        : supervised(turn, said, obstacle.get());
  }

  /** A case is supervised once in a round, however often its reporter complains. */
  private static Turn supervised(Turn turn, CallbackRecorded said, String why) {
    var c = turn.current();
    boolean known =
        c.supervision().stream()
            .anyMatch(s -> s.asked() == NoteType.REDO && s.round() == c.round());
    return known
        ? turn
        : turn.add(
            new Supervised(
                turn.now(),
                said.actor(),
                NoteType.REDO,
                null,
                null,
                why,
                Texts.of("content", reason(said)),
                List.of()));
  }

  private static Optional<String> forbidden(Turn turn) {
    return turn.config().callback().dissatisfied().first() == Consequence.SUPERVISE
        ? Optional.of("config/callback.yaml leaves it to a person")
        : Optional.empty();
  }

  /** Whoever called back reopens it; a system that did says what its caller wants. */
  private static Actor redoing(Turn turn, Actor by) {
    return CaseTransitions.TABLE
            .allowed(turn.current().status(), by.role())
            .contains(CaseAction.REOPEN)
        ? by
        : new Actor(Role.REPORTER, by.id(), by.name());
  }

  private static String reason(CallbackRecorded said) {
    String text = said.texts().get("text");
    return text.isEmpty() ? "回访评价：%d 分。".formatted(said.result().satisfaction()) : text;
  }
}
