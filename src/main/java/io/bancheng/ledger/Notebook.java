package io.bancheng.ledger;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.ChannelNote;
import io.bancheng.canonical.Correspondence;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Incoming;
import io.bancheng.canonical.NoteReceipt;
import io.bancheng.canonical.NoteSubject;
import io.bancheng.canonical.NoteType;
import io.bancheng.canonical.Sha256;
import io.bancheng.canonical.Unacceptable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which notes of channels were taken (催办、补充、撤销、重办、督办), each once, and about which case. Everything
 * here belongs into the transaction that changes the case.
 */
public final class Notebook {
  private final JdbcTemplate jdbc;
  private final SourceIndex sources;
  private final Parts parts;

  /** What the notebook works with. */
  public record Parts(Correspondence correspondence, Outbox outbox, Inbox inbox) {}

  public Notebook(JdbcTemplate jdbc, Parts parts) {
    this.jdbc = jdbc;
    this.sources = new SourceIndex(jdbc);
    this.parts = parts;
  }

  /**
   * The case that a note means; only one that came by the same channel.
   *
   * @throws Unacceptable (UNKNOWN_SUBJECT) if there is none, or more than one
   */
  public NoteSubject subject(ChannelNote note, InboundMessage message) {
    var found = sources.subjects(note, message.sender());
    if (found.size() != 1) {
      throw new Unacceptable(
          Unacceptable.Kind.UNKNOWN_SUBJECT,
          "%s has %s case %s."
              .formatted(message.sender(), found.isEmpty() ? "no" : "more than one", name(note)));
    }
    return found.get(0);
  }

  /**
   * A later version of what a channel sent before, as a supplement to that case; anything else as
   * it is. For channels whose file says {@code versions: true}.
   */
  public Incoming correction(Incoming read, String channelCode) {
    if (!(read instanceof Incoming.NewCase sent)) {
      return read;
    }
    var envelope = sent.submission().envelope();
    boolean later =
        envelope.sourceVersion() != null
            && sources
                .versionOf(channelCode, envelope)
                .filter(first -> first < envelope.sourceVersion())
                .isPresent();
    return later ? new Incoming.About(correction(sent)) : read;
  }

  private static ChannelNote correction(Incoming.NewCase sent) {
    var said = sent.submission();
    var envelope = said.envelope();
    return new ChannelNote(
        NoteType.SUPPLEMENT,
        envelope.sourceSystem(),
        envelope.sourceCaseId(),
        null,
        envelope.sourceCaseId() + "@" + envelope.sourceVersion(),
        null,
        envelope.sentAt(),
        said.demand().content(),
        null,
        sent.enclosures(),
        null,
        said.location().regionCode(),
        null,
        List.of());
  }

  /**
   * Notes that a note is being taken.
   *
   * @return false if it was taken before
   * @throws Unacceptable (CONFLICT, KEY_REUSED) if its key stands for another text
   */
  public boolean firstTime(ChannelNote note, InboundMessage message, NoteSubject subject) {
    String said = said(note);
    String key = key(note, message, said);
    boolean first =
        jdbc.update(
                "insert into note_taken (channel_code, note_key, said, case_no)"
                    + " values (?, ?, ?, ?) on conflict do nothing",
                message.sender(),
                key,
                said,
                subject.caseNo())
            == 1;
    if (!first && !said.equals(taken(message.sender(), key))) {
      throw new Unacceptable(
          note.key() == null ? Unacceptable.Kind.KEY_REUSED : Unacceptable.Kind.CONFLICT,
          "The note %s was taken before with another text.".formatted(key));
    }
    return first;
  }

  /** What the sender is told about a note, given the case as the note left it. */
  public NoteReceipt receipt(ChannelNote note, NoteSubject subject, Case now, boolean first) {
    boolean merged = !now.caseNo().equals(subject.caseNo());
    return new NoteReceipt(
        subject,
        merged ? CaseStatus.MERGED : now.status(),
        note.type(),
        merged ? now.caseNo() : null,
        !first);
  }

  /**
   * The note is taken: keeps its bytes, and tells a system that sent it by its queue. People who
   * write are not told: mails that answer mails make loops.
   */
  public NoteReceipt acknowledge(NoteReceipt receipt, ChannelNote note, InboundMessage message) {
    if (message.id() != null && note.from() == null) {
      parts.outbox().put(parts.correspondence().receipt(receipt, message), message.receivedAt());
      AfterCommit.run(parts.outbox()::wake);
    }
    parts.inbox().accepted(message, receipt.subject().caseNo());
    return receipt;
  }

  private String taken(String channelCode, String key) {
    return jdbc.queryForObject(
        "select said from note_taken where channel_code = ? and note_key = ?",
        String.class,
        channelCode,
        key);
  }

  /** The sender's own key; without one the same words on the same day are the same note. */
  private static String key(ChannelNote note, InboundMessage message, String said) {
    if (note.key() != null) {
      return note.key();
    }
    if (message.idempotencyKey() != null) {
      return "header:" + message.idempotencyKey();
    }
    Instant at = note.at() == null ? message.receivedAt() : note.at().toInstant();
    return "sha256:" + Sha256.hex(said, LocalDate.ofInstant(at, CanonicalJson.ZONE).toString());
  }

  private static String said(ChannelNote note) {
    var content =
        List.of(
            note.type().name(),
            text(note.sourceSystem()),
            text(note.sourceCaseId()),
            text(note.caseNo()),
            text(note.text()),
            text(note.dueAt()),
            text(note.level()),
            text(note.regionCode()),
            text(note.visit()),
            CanonicalJson.write(note.documents()));
    return Sha256.hex(content.toArray(String[]::new));
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  private static String name(ChannelNote note) {
    return note.caseNo() == null ? note.sourceCaseId() : note.caseNo();
  }
}
