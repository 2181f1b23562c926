package io.bancheng.ledger;

import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseBatch;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Correspondence;
import io.bancheng.canonical.Hash;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.OpenCase;
import io.bancheng.canonical.Receipt;
import io.bancheng.canonical.Registration;
import io.bancheng.canonical.Seal;
import io.bancheng.canonical.Sha256;
import io.bancheng.canonical.Submission;
import io.bancheng.canonical.Unacceptable;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ledger (台账): the only place where anything changes. Events, the case as it then stands, its
 * clocks, the letters it makes due and the message that caused it are written in one transaction.
 */
public final class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  /** Older open cases are never proposed as the same matter, whatever config/repeats.yaml says. */
  private static final Duration FAR_ENOUGH = Duration.ofDays(60);

  /** A ring of cases merged into each other, which only a mistake can make, shall not hang. */
  private static final int MOST_MERGERS = 20;

  private static final int MOST_TOGETHER = 64;
  private static final int COMMITS_AT_ONCE = 2;

  /** Always the same order, so that two transactions never wait for each other. */
  private static final Comparator<Posting> BY_SOURCE =
      Comparator.<Posting, String>comparing(
              posting -> posting.file().current().source().channelCode())
          .thenComparing(posting -> posting.file().current().source().system())
          .thenComparing(posting -> posting.file().current().source().caseId());

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final CaseTables tables;
  private final SourceIndex sources;
  private final ReporterIndex reporters;
  private final UnknownCodes unknownCodes;
  private final Parts parts;
  private final SharedCommit<Posting, Receipt> registering;

  /**
   * What the ledger works with.
   *
   * @param queryCodes the reporter's query code of a case number
   * @param reporterKeys keyed hash by which a reporter's contacts and numbers are found again
   * @param seal closes what people said
   * @param hash links each event to the one before
   */
  public record Parts(
      Correspondence correspondence,
      Outbox outbox,
      Inbox inbox,
      CaseNumbers numbers,
      UnaryOperator<String> queryCodes,
      UnaryOperator<String> reporterKeys,
      Seal seal,
      Hash hash) {}

  public Ledger(JdbcTemplate jdbc, TransactionTemplate transaction, Parts parts) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.tables = new CaseTables(jdbc, parts.seal(), parts.hash());
    this.sources = new SourceIndex(jdbc);
    this.reporters = new ReporterIndex(jdbc, parts.reporterKeys());
    this.unknownCodes = new UnknownCodes(jdbc);
    this.parts = parts;
    this.registering =
        new SharedCommit<>(
            MOST_TOGETHER, COMMITS_AT_ONCE, this::registerTogether, this::registerAlone);
  }

  /**
   * Gives a submission its number, and looks for the open case that its source says it belongs to
   * and for the reporter's other open cases.
   *
   * @param region whose numbers to use when the submission names no region
   */
  public Registration number(
      Submission submission, String channelCode, String region, Instant now) {
    String own = submission.location().regionCode();
    String caseNo = parts.numbers().next(own == null ? region : own, now);
    var earlier = earlierOpenCase(submission, channelCode).orElse(null);
    var ofReporter =
        earlier == null
            ? reporters.openCases(submission, now.minus(FAR_ENOUGH))
            : List.<OpenCase>of();
    return new Registration(caseNo, channelCode, submission, earlier, ofReporter);
  }

  /**
   * Registers a new case with all that the machine decided about it, in one commit.
   *
   * @return the receipt of this case, or of the case that the same submission gave before
   * @throws Unacceptable (CONFLICT, KEY_REUSED) if the source's id stands for another text
   */
  public Receipt register(CaseFile file, InboundMessage message) {
    var posting = posting(file, message);
    return TransactionSynchronizationManager.isActualTransactionActive()
        ? registerAlone(posting)
        : registering.write(posting);
  }

  /**
   * Registers several new cases, with those of other callers in shared commits.
   *
   * @return for each, in order, what {@link #register} returns or throws
   */
  List<Supplier<Receipt>> registerAll(List<CaseBatch.Held> cases) {
    return registering.writeAll(
        cases.stream().map(held -> posting(held.file(), held.item().message())).toList());
  }

  private Posting posting(CaseFile file, InboundMessage message) {
    return tables.posting(file, message, parts.correspondence().letters(file));
  }

  /** New cases of several callers in one commit, without those whose source id is known already. */
  private List<Receipt> registerTogether(List<Posting> came) {
    var written = transaction.execute(status -> write(came.stream().sorted(BY_SOURCE).toList()));
    return came.stream()
        .map(Posting::file)
        .map(file -> written.contains(file.current().caseNo()) ? receipt(file.current()) : null)
        .toList();
  }

  private Receipt registerAlone(Posting posting) {
    return transaction.execute(
        status ->
            write(List.of(posting)).isEmpty()
                ? replay(posting.file(), posting.message())
                : receipt(posting.file().current()));
  }

  private Set<String> write(List<Posting> came) {
    var written = tables.insert(came);
    var fresh = came.stream().filter(posting -> written.contains(posting.caseNo())).toList();
    if (!fresh.isEmpty()) {
      var rest = new Pipeline();
      registered(fresh, rest);
      rest.send(jdbc);
      unknownCodes.count(fresh);
      afterCommit(fresh);
    }
    return written;
  }

  private void registered(List<Posting> postings, Pipeline to) {
    additions(postings, to);
    reporters.additions(postings, to);
    parts.inbox().accepted(postings, to);
  }

  /** The receipt of a channel's case by the channel's own number, if there is such a case. */
  public Optional<Receipt> receipt(String channelCode, String sourceCaseId) {
    return sources.bySourceId(channelCode, sourceCaseId).map(this::again);
  }

  /**
   * Takes a case out of the ledger and locks it until the transaction ends.
   *
   * @throws Unacceptable (UNKNOWN_SUBJECT) if there is no such case, (NOT_ALLOWED) if it was erased
   */
  public CaseFile open(String caseNo) {
    var file =
        tables
            .lock(caseNo)
            .orElseThrow(
                () ->
                    new Unacceptable(
                        Unacceptable.Kind.UNKNOWN_SUBJECT, "There is no case " + caseNo + "."));
    if (file.submission() == null) {
      throw Unacceptable.because(
          caseNo,
          Unacceptable.Kind.NOT_ALLOWED,
          "What was said about case %s is erased; nothing can be done with it any more."
              .formatted(caseNo));
    }
    return file;
  }

  /**
   * Takes a case out of the ledger, or the one that it was merged into, and locks it.
   *
   * @throws Unacceptable (UNKNOWN_SUBJECT) if there is no such case
   */
  public CaseFile openMerged(String caseNo) {
    var file = open(caseNo);
    for (int i = 0; i < MOST_MERGERS && file.current().mergedInto() != null; i++) {
      file = open(file.current().mergedInto());
    }
    return file;
  }

  /** Whether a case of that number came by that channel; a merged one is not asked about. */
  public boolean knows(String caseNo, String channelCode) {
    return !caseNo.isEmpty()
        && !jdbc.queryForList(
                "select 1 from case_record where case_no = ? and channel_code = ?",
                Integer.class,
                caseNo,
                channelCode)
            .isEmpty();
  }

  /** The number with which a reporter looks the case up. */
  public String queryCode(String caseNo) {
    return parts.queryCodes().apply(caseNo);
  }

  /** Writes what was added to an opened case; call it in the transaction that opened it. */
  public CaseFile append(CaseFile file) {
    if (!file.fresh().isEmpty()) {
      var posting = posting(file, null);
      var all = new Pipeline().add(tables.update(posting));
      additions(List.of(posting), all);
      all.send(jdbc);
      afterCommit(List.of(posting));
    }
    return file;
  }

  /**
   * Notes that a department's reply is being taken.
   *
   * @return false if it was taken before
   */
  public boolean firstTime(String department, String replyKey, String caseNo) {
    return jdbc.update(
            "insert into reply_taken (department, reply_key, case_no) values (?, ?, ?)"
                + " on conflict do nothing",
            department,
            replyKey,
            caseNo)
        == 1;
  }

  private void additions(List<Posting> postings, Pipeline to) {
    tables.additions(postings, to);
    postings.forEach(posting -> ReturnTables.additions(posting.file(), to));
    to.add(parts.outbox().letters(postings));
  }

  private void afterCommit(List<Posting> postings) {
    AfterCommit.run(
        () -> {
          parts.outbox().wake();
          postings.forEach(posting -> log(posting.file()));
        });
  }

  private Receipt replay(CaseFile file, InboundMessage message) {
    var source = file.current().source();
    var known = sources.bySource(source);
    boolean same =
        known.bodySha().equals(Fingerprint.of(file.submission()))
            || known.rawSha().equals(Sha256.hex(message.raw()));
    if (!same) {
      boolean byKey = source.caseId().equals(message.idempotencyKey());
      throw Unacceptable.because(
          known.caseNo(),
          byKey ? Unacceptable.Kind.KEY_REUSED : Unacceptable.Kind.CONFLICT,
          "%s %s was registered before as case %s with another text."
              .formatted(byKey ? "Idempotency key" : "Source id", source.caseId(), known.caseNo()));
    }
    if (parts.inbox().repeated(message, known.caseNo())) {
      parts.outbox().repeat(known.caseNo(), "ACK", message.receivedAt());
      AfterCommit.run(parts.outbox()::wake);
    }
    LOG.info("case {} pushed again by {}", known.caseNo(), message.door());
    return again(known);
  }

  private Receipt again(SourceIndex.Known known) {
    return receipt(known.caseNo(), known.status(), known.registeredAt(), known.mergedInto(), true);
  }

  private Receipt receipt(Case c) {
    return receipt(c.caseNo(), c.status(), c.registeredAt(), c.mergedInto(), false);
  }

  private Receipt receipt(
      String caseNo, CaseStatus status, Instant at, String mergedInto, boolean replayed) {
    return new Receipt(caseNo, parts.queryCodes().apply(caseNo), status, at, mergedInto, replayed);
  }

  private Optional<String> earlierOpenCase(Submission submission, String channelCode) {
    var earlier = submission.relations().previousSourceCaseIds();
    return earlier == null ? Optional.empty() : sources.openCaseOf(channelCode, earlier);
  }

  private static void log(CaseFile file) {
    if (LOG.isInfoEnabled()) {
      var c = file.current();
      LOG.info(
          "case {} {} -> {} rule={} lead={}",
          c.caseNo(),
          file.fresh().stream().map(CaseEvent::type).collect(Collectors.joining(",")),
          c.status(),
          CaseRow.rule(c),
          c.lead().map(a -> a.department().toString()).orElse("-"));
    }
  }
}
