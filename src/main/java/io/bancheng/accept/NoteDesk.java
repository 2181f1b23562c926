package io.bancheng.accept;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.CaseAction;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.CaseTransitions;
import io.bancheng.canonical.ChannelNote;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.NoteType;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Supervised;
import io.bancheng.canonical.SupplementAdded;
import io.bancheng.canonical.Texts;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.canonical.Urged;
import io.bancheng.config.Turn;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Takes what a channel says about a case that is here already: it urges (催办), supplements (补充),
 * takes back (撤销), wants it handled again (重办), supervises (督办).
 */
public final class NoteDesk {
  private static final Set<CaseStatus> OVER =
      EnumSet.of(
          CaseStatus.REJECTED,
          CaseStatus.MERGED,
          CaseStatus.CANCELLED,
          CaseStatus.TRANSFERRED_OUT,
          CaseStatus.CLOSED,
          CaseStatus.FEEDBACK_GIVEN,
          CaseStatus.ARCHIVED);

  private final Registrar registrar;

  public NoteDesk(Registrar registrar) {
    this.registrar = registrar;
  }

  /**
   * The case after a note.
   *
   * @param sender system id of the channel
   * @param meant number of the case that the note means; another than this one's if it was merged
   * @throws Unacceptable (NOT_ALLOWED) if the case's state does not permit what the note wants;
   *     (INVALID) if the note says nothing
   */
  public Turn take(Turn turn, ChannelNote note, String sender, String meant) {
    var reporter = new Actor(Role.REPORTER, sender, null);
    boolean merged = !turn.current().caseNo().equals(meant);
    return switch (note.type()) {
      case URGE ->
          turn.add(
              new Urged(
                  turn.now(), reporter, merged ? meant : null, Texts.of("text", note.text())));
      case SUPPLEMENT -> supplement(turn, note, reporter);
      // the other's reporter still waits: that one of two calls was taken back is only told
      case CANCEL ->
          merged ? supplement(turn, takenBack(note), reporter) : cancel(turn, note, reporter);
      case REDO -> redo(turn, note, reporter);
      case SUPERVISE -> supervised(turn, note, new Actor(Role.HOTLINE_SYSTEM, sender, null), null);
      case BOUNCE ->
          throw new Unacceptable(
              Unacceptable.Kind.INVALID, "This channel delivers nothing that could come back.");
      case VISIT -> throw new IllegalArgumentException("A callback is no matter of this desk.");
    };
  }

  private Turn supplement(Turn turn, ChannelNote note, Actor by) {
    var documents = note.documents();
    if (note.text() == null && documents.isEmpty() && note.regionCode() == null) {
      throw new Unacceptable(
          Unacceptable.Kind.INVALID,
          "Nothing is supplied.",
          List.of(new Unacceptable.Fault("/text", "is required where there are no documents")));
    }
    var added =
        turn.add(new SupplementAdded(turn.now(), by, Texts.of("content", note.text()), documents));
    return turn.current().status() == CaseStatus.PENDING_INFO
        ? registrar.supplemented(added, by, note.regionCode())
        : added;
  }

  private static Turn cancel(Turn turn, ChannelNote note, Actor by) {
    var status = turn.current().status();
    if (status == CaseStatus.CANCELLED) {
      return turn;
    }
    if (!CaseTransitions.TABLE.allowed(status, by.role()).contains(CaseAction.WITHDRAW)) {
      throw new Unacceptable(
          Unacceptable.Kind.NOT_ALLOWED,
          "Case %s is %s and cannot be taken back any more."
              .formatted(turn.current().caseNo(), status));
    }
    return Withdrawal.of(turn, by, Texts.of("reasonText", note.text()));
  }

  private static Turn redo(Turn turn, ChannelNote note, Actor by) {
    var obstacle = Reopening.obstacle(turn, by.role());
    return obstacle.isEmpty()
        ? Reopening.reopen(turn, by, note.text(), dueAt(note))
        : supervised(turn, note, by, obstacle.get());
  }

  private static Turn supervised(Turn turn, ChannelNote note, Actor by, String why) {
    var dueAt = dueAt(note);
    boolean runs = dueAt != null && !OVER.contains(turn.current().status());
    var asked = why == null ? NoteType.SUPERVISE : NoteType.REDO;
    return turn.add(
        new Supervised(
            turn.now(),
            by,
            asked,
            note.level(),
            dueAt,
            why,
            Texts.of("content", note.text()),
            runs ? List.of(sourceClock(turn, turn.current().round(), dueAt)) : List.of()));
  }

  static Clock sourceClock(Turn turn, int round, Instant dueAt) {
    return Clock.wanted(ClockKind.SOURCE, turn.current().caseNo(), round, turn.now(), dueAt);
  }

  private static ChannelNote takenBack(ChannelNote note) {
    String number = note.sourceCaseId() == null ? note.caseNo() : note.sourceCaseId();
    return note.saying(
        "来源已撤销并入的工单 %s。%s".formatted(number, note.text() == null ? "" : note.text()));
  }

  private static Instant dueAt(ChannelNote note) {
    return note.dueAt() == null ? null : note.dueAt().toInstant();
  }
}
