package io.bancheng.ledger;

import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Deed;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Seal;
import io.bancheng.canonical.Unacceptable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases what people said (删除, 个人信息保护法 art. 47): when a person may have it so, and when the
 * retention period is over. What happened, and its chain, stays; who erased what is in the audit.
 */
public final class Erasure {
  private static final Logger LOG = LoggerFactory.getLogger(Erasure.class);
  private static final byte[] NOTHING = new byte[0];
  private static final Pattern DIGEST = Pattern.compile("\"sha256\":\"([0-9a-f]{64})\"");

  /** By these nobody is known any more, nor what was said. */
  private static final List<String> TRACES =
      List.of(
          "delete from person_data where case_no = ?",
          "update case_record set opinions = null, body_sha = '', raw_sha = '' where case_no = ?",
          "update delivery set evidence = null where case_no = ?",
          "delete from reporter_key where case_no = ?",
          "delete from text_print where case_no = ?",
          "delete from text_message where case_no = ?",
          "update return_asked set print = '' where case_no = ?",
          "update note_taken set said = '' where case_no = ?",
          "update reply_taken set content = null where case_no = ?");

  private static final String DUE =
      """
      select case_no from case_record r where changed_at < ? and status = any (?)
        and not exists (select from erasure e where e.case_no = r.case_no)
      order by changed_at limit ?
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Parts parts;
  private final Safe safe;

  /**
   * What it works with.
   *
   * @param forget takes a document away by its digest
   */
  public record Parts(Seal seal, AuditTrail audit, Consumer<String> forget) {}

  public Erasure(JdbcTemplate jdbc, TransactionTemplate transaction, Parts parts) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.parts = parts;
    this.safe = new Safe(parts.seal());
  }

  /**
   * Erases what was said about a case that is over.
   *
   * @param by who decided it; {@code reason} a code or a file number, nobody's name
   * @return false if it was erased before
   * @throws Unacceptable (UNKNOWN_SUBJECT) if there is no such case, (NOT_ALLOWED) while work on it
   *     may go on
   */
  public boolean erase(String caseNo, String by, String reason, Instant now) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              lock(caseNo);
              boolean first =
                  jdbc.update(
                          "insert into erasure (case_no, at, by, reason) values (?, ?, ?, ?)"
                              + " on conflict do nothing",
                          caseNo,
                          Timestamp.from(now),
                          by,
                          reason)
                      == 1;
              if (first) {
                var documents = documents(caseNo);
                TRACES.forEach(sql -> jdbc.update(sql, caseNo));
                letters(caseNo);
                messages("case_no = ?", caseNo);
                parts.audit().append(Deed.done(by, "ERASURE", caseNo).saying("reason=" + reason));
                AfterCommit.run(() -> gone(caseNo, documents));
              }
              return first;
            }));
  }

  /**
   * Erases what was said in cases that ended before, and the bytes of messages that came before and
   * led to none.
   *
   * @param limit cases at a time
   * @return how many cases
   */
  public int expired(Instant before, int limit, Instant now) {
    var due =
        jdbc.queryForList(
            DUE,
            String.class,
            Timestamp.from(before),
            Arrays.stream(CaseStatus.values())
                .filter(CaseStatus::terminal)
                .map(Enum::name)
                .toArray(String[]::new),
            limit);
    due.forEach(caseNo -> erase(caseNo, "hub", "RETENTION", now));
    transaction.executeWithoutResult(
        status ->
            messages(
                "state = 'D' and size > 0 and case_no is null and received_at < ?",
                Timestamp.from(before)));
    return due.size();
  }

  private void lock(String caseNo) {
    var status =
        jdbc
            .queryForList(
                "select status from case_record where case_no = ? for update", String.class, caseNo)
            .stream()
            .findFirst()
            .map(CaseStatus::valueOf)
            .orElseThrow(
                () ->
                    new Unacceptable(
                        Unacceptable.Kind.UNKNOWN_SUBJECT, "There is no case " + caseNo + "."));
    if (!status.terminal()) {
      throw Unacceptable.because(
          caseNo,
          Unacceptable.Kind.NOT_ALLOWED,
          "Case %s is %s: only what is archived or ended otherwise can be erased."
              .formatted(caseNo, status));
    }
  }

  /** Letters that were still to be sent are given up: there is nothing left to say. */
  private void letters(String caseNo) {
    var rows =
        jdbc.query(
            "select msg_id from outbox where case_no = ?",
            (rs, i) -> {
              String id = rs.getString("msg_id");
              return new Object[] {safe.letter(id, "{\"erased\":true}"), id};
            },
            caseNo);
    jdbc.batchUpdate(
        "update outbox set body = ?, state = case state when 'P' then 'X' else state end"
            + " where msg_id = ?::uuid",
        rows);
  }

  private void messages(String which, Object value) {
    var rows =
        jdbc.query(
            "select id, door, msg_id, received_at from inbound where " + which + " limit 10000",
            (rs, i) -> {
              var empty =
                  new InboundMessage(
                      null,
                      rs.getString("door"),
                      rs.getString("msg_id"),
                      null,
                      null,
                      NOTHING,
                      rs.getTimestamp("received_at").toInstant());
              return new Object[] {safe.raw(empty), rs.getLong("id")};
            },
            value);
    jdbc.batchUpdate(
        "update inbound set raw = ?, size = 0, detail = null, state = 'D' where id = ?", rows);
  }

  /** Digests of the case's documents that no other case has. */
  private Set<String> documents(String caseNo) {
    var own = new HashSet<String>();
    jdbc.query(
        "select seq, words from person_data where case_no = ?",
        rs -> {
          var digests = DIGEST.matcher(safe.words(caseNo, rs.getInt("seq"), rs.getBytes("words")));
          while (digests.find()) {
            own.add(digests.group(1));
          }
        },
        caseNo);
    if (!own.isEmpty()) {
      jdbc.execute("set local statement_timeout = '10min'");
      jdbc.query(
          "select case_no, seq, words from person_data where case_no <> ?",
          rs -> {
            String words =
                safe.words(rs.getString("case_no"), rs.getInt("seq"), rs.getBytes("words"));
            own.removeIf(words::contains);
          },
          caseNo);
    }
    return own;
  }

  private void gone(String caseNo, Set<String> documents) {
    documents.forEach(parts.forget());
    LOG.info("case {} erased, {} documents", caseNo, documents.size());
  }
}
