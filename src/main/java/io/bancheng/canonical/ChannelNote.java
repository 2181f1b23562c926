package io.bancheng.canonical;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * What a channel says about a case that is here already: urge, supplement, cancel, redo, supervise.
 *
 * @param sourceSystem the system that numbered the case, null if the note does not say
 * @param sourceCaseId its number for the case, null if {@code caseNo} is given
 * @param caseNo the hub's number for the case, null if {@code sourceCaseId} is given
 * @param key the sender's id of this note: the same key is the same note
 * @param from the address it came from, for channels where anybody may write; null elsewhere
 * @param text what it says, verbatim; null if it says nothing more
 * @param dueAt until when the sender wants an answer, null if it does not say
 */
public record ChannelNote(
    NoteType type,
    String sourceSystem,
    String sourceCaseId,
    String caseNo,
    String key,
    String from,
    OffsetDateTime at,
    String text,
    OffsetDateTime dueAt,
    List<Enclosure> enclosures) {
  public ChannelNote {
    enclosures = List.copyOf(enclosures);
  }
}
