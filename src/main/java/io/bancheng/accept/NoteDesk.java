package io.bancheng.accept;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.ChannelNote;
import io.bancheng.canonical.NoteType;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Submission.Attachment;
import io.bancheng.canonical.SupplementAdded;
import io.bancheng.canonical.Supplemented;
import io.bancheng.canonical.Texts;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.Turn;
import java.util.List;

/** Takes what a channel says about a case that is here already (补充). */
public final class NoteDesk {
  private final Registrar registrar;

  public NoteDesk(Registrar registrar) {
    this.registrar = registrar;
  }

  /**
   * The case after a note.
   *
   * @param sender system id of the channel
   * @throws Unacceptable (INVALID) if it is no note that this desk takes
   */
  public Turn take(Turn turn, ChannelNote note, String sender) {
    if (note.type() != NoteType.SUPPLEMENT) {
      throw new Unacceptable(
          Unacceptable.Kind.INVALID, "Notes of type %s are not taken.".formatted(note.type()));
    }
    var by = new Actor(Role.REPORTER, sender, null);
    var texts = Texts.of("content", note.text());
    var documents = note.enclosures().stream().map(NoteDesk::attachment).toList();
    var added = turn.add(new SupplementAdded(turn.now(), by, texts, documents));
    var place = turn.config().regions().locate(note.text() == null ? "" : note.text());
    return turn.current().status() != CaseStatus.PENDING_INFO || place.isEmpty()
        ? added
        : registrar.screen(
            added.add(
                new Supplemented(
                    turn.now(),
                    by,
                    List.of("regionCode"),
                    place.get().regionCode(),
                    place.get().townCode(),
                    Texts.NONE)));
  }

  private static Attachment attachment(io.bancheng.canonical.Enclosure e) {
    return new Attachment(
        e.name(), e.mediaType(), (long) e.content().length, e.sha256(), null, e.sha256());
  }
}
