package io.bancheng.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Letter;
import io.bancheng.canonical.OwedLetter;
import io.bancheng.canonical.Seal;
import io.bancheng.ledger.ManyRows.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The letters the hub owes (发件箱): written in the transaction that makes them due, sent by a relay
 * afterwards, marked only when the broker has them.
 */
public final class Outbox {
  private static final Duration SILENCE = Duration.ofMinutes(15);

  /** What has lain in a lost broker for longer is asked for by people. */
  private static final Duration KEPT = Duration.ofDays(2);

  /** From one address to the next by the index, however much is owed to each. */
  private static final String ADDRESSES =
      """
      with recursive owed (address) as (
        select min(address) from outbox where state = 'P'
        union all
        select (select min(address) from outbox where state = 'P' and address > owed.address)
        from owed where owed.address is not null)
      select address from owed where address is not null
      """;

  private static final String PENDING =
      """
      select o.* from unnest((select ?::text[])) owed (address) cross join lateral (
        select id, msg_id, address, stream, case_no, type, body, attempts from outbox o
        where o.address = owed.address and state = 'P'
          and not exists (select 1 from outbox e
            where e.stream = o.stream and e.state = 'P' and e.id < o.id)
        order by id limit ? for update skip locked) o
      """;

  private static final Statement PUT =
      Statement.of(
          """
          insert into outbox (msg_id, address, stream, case_no, type, body, assignment_id, next_at,
            created_at)
          select msg_id::uuid, address, stream, case_no, type, body, assignment_id, now::timestamptz,
            now::timestamptz
          from :rows
          """,
          "msg_id text",
          "address text",
          "stream text",
          "case_no text",
          "type text",
          "body bytea",
          "assignment_id text",
          "now text");

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Safe safe;
  private volatile Runnable waker = () -> {};

  /**
   * A letter on its way.
   *
   * @param id also its {@code hubSeq}: rising within one stream
   * @param msgId its {@code hubMsgId}: the key by which receivers know it again
   */
  public record Entry(
      long id,
      String msgId,
      String address,
      String stream,
      String caseNo,
      String type,
      String body,
      int attempts) {}

  public Outbox(JdbcTemplate jdbc, TransactionTemplate transaction, Seal seal) {
    this.safe = new Safe(seal);
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** Whom to tell that there is something to send. */
  public void onWake(Runnable relay) {
    waker = relay;
  }

  void wake() {
    waker.run();
  }

  void put(List<Letter> letters, Instant now) {
    var rows = new ManyRows(PUT);
    put(letters, now, rows);
    new Pipeline().add(rows).send(jdbc);
  }

  /** The letters that these make due. */
  ManyRows letters(List<Posting> postings) {
    var rows = new ManyRows(PUT);
    postings.forEach(posting -> put(posting.letters(), posting.at(), rows));
    return rows;
  }

  private void put(List<Letter> letters, Instant now, ManyRows rows) {
    for (Letter letter : letters) {
      var id = UUID.randomUUID();
      rows.add(
          id,
          letter.address(),
          letter.stream(),
          letter.caseNo(),
          letter.type(),
          safe.letter(id.toString(), withMessageId(letter.body(), id)),
          assignment(letter),
          now);
    }
  }

  /** Owes the first letter of that type about a case once more, as a message of its own. */
  void repeat(String caseNo, String type, Instant now) {
    var first =
        jdbc.query(
            "select address, stream, msg_id, body from outbox where case_no = ? and type = ?"
                + " order by id limit 1",
            (rs, i) ->
                new Letter(
                    rs.getString("address"),
                    rs.getString("stream"),
                    caseNo,
                    type,
                    withoutMessageId(body(rs))),
            caseNo,
            type);
    put(first, now);
  }

  /** The addresses that something is to be sent to. No node's clock decides about that. */
  public List<String> addresses() {
    return jdbc.queryForList(ADDRESSES, String.class);
  }

  /** The same as for several addresses. */
  public int relay(String address, Instant now, int limit, ToLongFunction<List<Entry>> carrier) {
    return relay(List.of(address), now, limit, carrier);
  }

  /**
   * Sends one batch to these addresses: the rows are locked, handed to the carrier and marked as
   * sent in one database transaction. If the carrier throws, nothing is marked.
   *
   * @param limit letters per address
   * @param carrier gives the epoch in which it handed them over
   * @return how many were sent
   */
  public int relay(
      Collection<String> addresses, Instant now, int limit, ToLongFunction<List<Entry>> carrier) {
    Integer sent =
        transaction.execute(
            status -> {
              var batch = pending(addresses, limit);
              if (!batch.isEmpty()) {
                mark(batch, carrier.applyAsLong(batch), now);
              }
              return batch.size();
            });
    return sent == null ? 0 : sent;
  }

  /**
   * Owes assignments once more that were handed to the broker a quarter of an hour ago and never
   * answered: it may have lost them with its disk. Receivers know them by their {@code hubMsgId};
   * so does a broker that has not lost its memory.
   *
   * @param limit letters at a time, so that a long silence does not become a storm
   */
  public int sendAgain(Instant now, int limit) {
    return jdbc.update(
        """
        update outbox set state = 'P' where id in (
          select id from outbox
          where state = 'S' and acked_at is null and taken_at is null
            and type = 'ASSIGNMENT_DISPATCHED' and sent_at < ?
          order by sent_at limit ?)
        """,
        Timestamp.from(now.minus(SILENCE)),
        limit);
  }

  /**
   * Owes once more what was handed over in an earlier epoch of the broker and is not known to have
   * arrived: to departments what they never answered, and all about shares that are still theirs,
   * since the broker may also have lost what they answered last; to channels everything of the last
   * two days, since they confirm nothing. Receivers know what they have by its {@code hubMsgId}.
   *
   * @param epoch the one that holds now
   * @param limit letters at a time
   * @return how many were found
   */
  public int lostWithBroker(long epoch, Instant now, int limit) {
    return jdbc.update(
        """
        update outbox set state = 'P' where id in (
          select id from outbox o
          where state = 'S' and epoch < ? and sent_at > ? and taken_at is null
            and (acked_at is null or address like 'channel.%.answers'
              or exists (select 1 from assignment a
                where a.case_no = o.case_no and a.state not in ('RETURNED', 'WITHDRAWN', 'DONE')
                  and o.address = 'department.' || replace(a.department, ':', '.') || '.cases'))
          order by id limit ? for update skip locked)
        """,
        epoch, Timestamp.from(now.minus(KEPT)), limit);
  }

  /**
   * Owes a letter once more that its receiver refused, as a message of its own.
   *
   * @return the case that it is about
   */
  public String owedAgain(InboundMessage refused) {
    var letter =
        jdbc.queryForObject(
            "select address, stream, case_no, type, msg_id, body from outbox where msg_id = ?::uuid",
            (rs, i) ->
                new Letter(
                    rs.getString("address"),
                    rs.getString("stream"),
                    rs.getString("case_no"),
                    rs.getString("type"),
                    withoutMessageId(body(rs))),
            refused.messageId());
    put(List.of(letter), refused.receivedAt());
    AfterCommit.run(this::wake);
    return letter.caseNo();
  }

  /**
   * A letter that was on a channel's queue, unless the reporter has it: a broker may bring it
   * twice, and a source that says the same thing twice needs only one receipt.
   */
  public List<OwedLetter> undelivered(String messageId) {
    return jdbc.query(
        """
        select id, case_no, type, msg_id, body from outbox o
        where msg_id::text = ? and acked_at is null
          and not (type = 'ACK' and exists (select 1 from outbox e
            where e.case_no = o.case_no and e.type = 'ACK' and e.acked_at is not null))
        """,
        (rs, i) ->
            new OwedLetter(
                rs.getLong("id"), rs.getString("case_no"), rs.getString("type"), body(rs)),
        messageId);
  }

  private List<Entry> pending(Collection<String> addresses, int limit) {
    return jdbc.query(
        PENDING,
        (rs, i) ->
            new Entry(
                rs.getLong("id"),
                rs.getString("msg_id"),
                rs.getString("address"),
                rs.getString("stream"),
                rs.getString("case_no"),
                rs.getString("type"),
                body(rs),
                rs.getInt("attempts")),
        addresses.toArray(String[]::new),
        limit);
  }

  private void mark(List<Entry> batch, long epoch, Instant now) {
    jdbc.update(
        "update outbox set state = 'S', sent_at = ?, epoch = ?, attempts = attempts + 1"
            + " where id = any (?) and state = 'P'",
        Timestamp.from(now),
        epoch,
        batch.stream().map(Entry::id).toArray(Long[]::new));
  }

  private String body(ResultSet rs) throws SQLException {
    return safe.letter(rs.getString("msg_id"), rs.getBytes("body"));
  }

  /** The assignment that a letter to a department is about, null if it is about none. */
  private static String assignment(Letter letter) {
    if (!letter.address().startsWith("department.")) {
      return null;
    }
    try (var body = CanonicalJson.MAPPER.createParser(letter.body())) {
      body.nextToken();
      for (String name = body.nextFieldName(); name != null; name = body.nextFieldName()) {
        if (name.equals("assignmentId")) {
          return body.nextTextValue();
        }
        body.nextToken();
        body.skipChildren();
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A body is one JSON object that is not empty; its id becomes the first field. */
  private static String withMessageId(String body, UUID id) {
    return "{\"messageId\":\"" + id + "\"," + body.substring(1);
  }

  private static String withoutMessageId(String body) {
    var tree = (ObjectNode) CaseRow.read(body, JsonNode.class);
    tree.remove("messageId");
    return tree.toString();
  }
}
