package io.bancheng.ledger;

import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Reply;
import io.bancheng.canonical.ReplyOutcome;
import io.bancheng.canonical.ReplyOutcome.Result;
import io.bancheng.canonical.ReplyRecorded;
import io.bancheng.canonical.ReplyRound.Share;
import io.bancheng.canonical.Seal;
import io.bancheng.ledger.ManyRows.Statement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Departments' replies in the inbox: taken out of documents, each kept once, each with its end. */
public final class ReplyInbox {
  /** A reply that is parked and said again is tried again: what it lacked may be there now. */
  private static final String KEEP =
      """
      insert into inbound (door, msg_id, content_type, raw, size, received_at, state)
      values (?, ?, ?, ?, ?, ?, 'N')
      on conflict on constraint one_row_per_message do update
        set state = case inbound.state when 'Q' then 'N' else inbound.state end,
          attempts = case inbound.state when 'Q' then 0 else inbound.attempts end,
          lease_until = case inbound.state when 'Q' then null else inbound.lease_until end
      returning id, state = 'D' and xmax <> 0 known
      """;

  private static final String TAKE =
      """
      insert into reply_taken (department, reply_key, case_no, content) values (?, ?, ?, ?)
      on conflict do nothing
      """;

  private static final Statement TAKE_ALL =
      Statement.of(
          """
          insert into reply_taken (department, reply_key, case_no, content)
          select department, reply_key, case_no, content from :rows
          on conflict do nothing
          returning department || ' ' || reply_key
          """,
          "department text",
          "reply_key text",
          "case_no text",
          "content text");

  private static final Statement APPLIED =
      Statement.of(
          """
          update inbound i set state = 'D', reason = n.reason, detail = n.detail,
            case_no = n.case_no
          from (select * from :rows) n where i.id = n.id
          """,
          "id int8",
          "reason text",
          "detail text",
          "case_no text");

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Safe safe;

  /**
   * A reply that is kept.
   *
   * @param known whether it was taken before
   */
  public record Kept(long id, boolean known) {}

  /** How a reply stands to those that were taken before. */
  public enum Taking {
    FIRST,
    /** Its key stands for a reply that said something else. */
    OTHERWISE,
    AGAIN
  }

  public ReplyInbox(JdbcTemplate jdbc, TransactionTemplate transaction, Seal seal) {
    this.safe = new Safe(seal);
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** Keeps all of them or none, in order; one that was kept before is the same one. */
  public List<Kept> keep(List<InboundMessage> replies) {
    return transaction.execute(status -> replies.stream().map(this::keep).toList());
  }

  /**
   * Keeps a file of replies whole, before anything in it is looked at. The same content is the same
   * file.
   */
  public InboundMessage file(InboundMessage file) {
    long id =
        jdbc.queryForObject(
            """
            insert into inbound (door, msg_id, content_type, raw, size, received_at, state,
              reason)
            values (?, ?, ?, ?, ?, ?, 'D', 'FILE')
            on conflict on constraint one_row_per_message do update
              set state = case inbound.state when 'N' then 'N' else 'D' end,
                reason = 'FILE', detail = null
            returning id
            """,
            Long.class,
            file.door(),
            file.messageId(),
            file.contentType(),
            safe.raw(file),
            file.raw().length,
            Timestamp.from(file.receivedAt()));
    return file.keptAs(id);
  }

  /** Keeps the replies that a document of a queue holds, in place of the document. */
  public List<Kept> apart(InboundMessage document, List<InboundMessage> replies) {
    return transaction.execute(
        status -> {
          var kept = keep(replies);
          jdbc.update(
              "update inbound set state = 'D', reason = 'TAKEN_APART', detail = ? where id = ?",
              "Its %d replies are kept one by one.".formatted(replies.size()),
              document.id());
          return kept;
        });
  }

  /** Notes that a reply is being taken, in the transaction that takes it. */
  public Taking take(Reply reply) {
    if (firstTime(reply, reply.idempotencyKey())) {
      return Taking.FIRST;
    }
    var before =
        jdbc.queryForObject(
            "select content from reply_taken where department = ? and reply_key = ?",
            String.class,
            reply.department().toString(),
            reply.idempotencyKey());
    boolean same = before == null || before.equals(reply.content());
    return !same && firstTime(reply, reply.idempotencyKey() + "#" + reply.content())
        ? Taking.OTHERWISE
        : Taking.AGAIN;
  }

  /** Notes that these are being taken, and says which of them have keys that nobody used before. */
  List<Share> takeFirst(List<Share> shares) {
    var rows = new ManyRows(TAKE_ALL);
    for (Share share : shares) {
      var reply = share.reply();
      rows.add(
          reply.department().toString(), reply.idempotencyKey(), reply.caseNo(), reply.content());
    }
    var fresh =
        rows.isEmpty() ? Set.of() : Set.copyOf(rows.query(jdbc, (rs, i) -> rs.getString(1)));
    return shares.stream().filter(share -> fresh.contains(key(share.reply()))).toList();
  }

  /** By what a department's replies are told apart. */
  static String key(Reply reply) {
    return reply.department() + " " + reply.idempotencyKey();
  }

  private boolean firstTime(Reply reply, String key) {
    return jdbc.update(TAKE, reply.department().toString(), key, reply.caseNo(), reply.content())
        == 1;
  }

  /** Notes a reply that was applied; why it changed nothing, if it did not. */
  public void applied(InboundMessage m, CaseFile file) {
    var idle =
        file.fresh().stream()
            .filter(ReplyRecorded.class::isInstance)
            .map(event -> ((ReplyRecorded) event).why())
            .findFirst();
    Trailing.add(
        jdbc,
        new ManyRows(APPLIED)
            .add(
                m.id(),
                idle.map(why -> Result.RECORDED.name()).orElse(null),
                idle.orElse(null),
                file.current().caseNo()));
  }

  /** What became of each. */
  public List<ReplyOutcome> outcomes(List<Kept> kept) {
    var outcomes = new ArrayList<ReplyOutcome>();
    for (Kept one : kept) {
      outcomes.add(
          jdbc.queryForObject(
              "select id, state, reason, detail, case_no from inbound where id = ?",
              (rs, i) -> outcome(rs, outcomes.size(), one.known()),
              one.id()));
    }
    return outcomes;
  }

  private Kept keep(InboundMessage m) {
    return jdbc.queryForObject(
        KEEP,
        (rs, i) -> new Kept(rs.getLong("id"), rs.getBoolean("known")),
        m.door(),
        m.messageId(),
        m.contentType(),
        safe.raw(m),
        m.raw().length,
        Timestamp.from(m.receivedAt()));
  }

  private static ReplyOutcome outcome(ResultSet rs, int index, boolean known) throws SQLException {
    String reason = rs.getString("reason");
    var result =
        switch (rs.getString("state")) {
          case "N" -> Result.KEPT;
          case "Q" -> Result.PARKED;
          default ->
              known || Result.REPEATED.name().equals(reason)
                  ? Result.REPEATED
                  : Result.RECORDED.name().equals(reason) ? Result.RECORDED : Result.TAKEN;
        };
    return new ReplyOutcome(
        index,
        result,
        rs.getString("case_no"),
        result == Result.PARKED ? reason : null,
        rs.getString("detail"));
  }
}
