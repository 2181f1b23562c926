package io.bancheng.canonical;

import io.bancheng.canonical.Submission.Attachment;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;

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
 * @param level how serious a supervision is, in the sender's own words; null if it does not say
 * @param regionCode where it happened, if the note supplies that; else null
 * @param visit what came of calling the reporter back, null for every other note
 * @param attachments documents that the sender keeps and only names
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
    List<Enclosure> enclosures,
    String level,
    String regionCode,
    CallbackResult visit,
    List<Attachment> attachments) {
  public ChannelNote {
    enclosures = List.copyOf(enclosures);
    attachments = List.copyOf(attachments);
  }

  /** All documents: those that came along and those that are only named. */
  public List<Attachment> documents() {
    return Stream.concat(enclosures.stream().map(ChannelNote::document), attachments.stream())
        .toList();
  }

  /** The same note in other words. */
  public ChannelNote saying(String words) {
    return new ChannelNote(
        type,
        sourceSystem,
        sourceCaseId,
        caseNo,
        key,
        from,
        at,
        words,
        dueAt,
        enclosures,
        level,
        regionCode,
        visit,
        attachments);
  }

  private static Attachment document(Enclosure e) {
    long size = e.content().length;
    return new Attachment(e.name(), e.mediaType(), size, e.sha256(), null, null);
  }
}
