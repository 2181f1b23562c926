package io.bancheng.ledger;

import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Seal;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.ledger.ManyRows.Statement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What came in, with its bytes: kept before anything in it is looked at. A message that cannot be
 * taken is parked (quarantine) for a person to mend and try again; none is ever thrown away.
 */
public final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final int MAX_ATTEMPTS = 5;

  /** Longer than one takes, shorter than anybody wants to wait after a node died. */
  static final int LEASE_SECONDS = 15;

  private static final int AFTER_OUTAGE_SECONDS = 2;

  /** Shorter than what {@link #MAX_ATTEMPTS} attempts take. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(5);

  private static final String INSERT =
      """
      insert into inbound (door, msg_id, content_type, idempotency_key, raw, size, received_at,
        state, reason, detail, case_no)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict on constraint one_row_per_message do nothing
      """;

  private static final Statement KEPT =
      Statement.of(
          """
          update inbound i set state = 'D', case_no = n.case_no
          from (select * from :rows) n where i.id = n.id
          """,
          "id int8",
          "case_no text");

  private static final Statement DIRECT =
      Statement.of(
          """
          insert into inbound (door, msg_id, content_type, idempotency_key, raw, size, received_at,
            state, case_no)
          select door, msg_id, content_type, idempotency_key, raw, size, received_at::timestamptz, 'D',
            case_no
          from :rows
          on conflict on constraint one_row_per_message do nothing
          """,
          "door text",
          "msg_id text",
          "content_type text",
          "idempotency_key text",
          "raw bytea",
          "size int4",
          "received_at text",
          "case_no text");

  private final JdbcTemplate jdbc;
  private final Safe safe;
  private final Arrivals arrivals;

  public Inbox(JdbcTemplate jdbc, Seal seal) {
    this.jdbc = jdbc;
    this.safe = new Safe(seal);
    this.arrivals = new Arrivals(jdbc, safe);
  }

  /**
   * Keeps a message that came by a queue; after this the broker may forget it.
   *
   * @return its row, or none if the same message id was received before
   */
  public List<Long> receive(InboundMessage m) {
    return jdbc.queryForList(
        INSERT + " returning id",
        Long.class,
        m.door(),
        m.messageId(),
        m.contentType(),
        m.idempotencyKey(),
        safe.raw(m),
        m.raw().length,
        Timestamp.from(m.receivedAt()),
        "N",
        null,
        null,
        null);
  }

  /**
   * Keeps a message that came by a queue and takes it up at once, with others that come meanwhile;
   * after this the broker may forget it.
   *
   * @return the message, or none if the same message id was received before
   */
  public List<InboundMessage> enter(InboundMessage m) {
    return arrivals.enter(m);
  }

  /**
   * Takes a kept message up for processing. The attempt is counted and committed first, so that a
   * message which kills the process cannot do so for ever. Nobody else takes it up for a while.
   *
   * @return the message, or none if it is done or parked, by this call at the latest
   */
  public List<InboundMessage> take(long id) {
    var rows =
        jdbc.query(
            """
            update inbound set attempts = attempts + 1,
              lease_until = clock_timestamp() + make_interval(secs => ?)
            where id = ? and state = 'N'
              and (lease_until is null or lease_until < clock_timestamp())
            returning id, door, msg_id, content_type, idempotency_key, raw, received_at, attempts
            """,
            (rs, i) ->
                rs.getInt("attempts") > MAX_ATTEMPTS
                    ? exhausted(rs.getLong("id"))
                    : Optional.of(message(rs)),
            LEASE_SECONDS,
            id);
    return rows.stream().flatMap(Optional::stream).toList();
  }

  /** Lets a message that failed be taken up again by anybody, from now on. */
  public void putBack(InboundMessage m) {
    if (m.id() != null) {
      jdbc.update("update inbound set lease_until = null where id = ? and state = 'N'", m.id());
    }
  }

  /**
   * The same for one that failed. Where the ledger itself was at fault, for instance because its
   * disk was full, that was no attempt: no message is parked for it, however long it lasts.
   */
  public void putBack(InboundMessage m, Exception failure) {
    if (m.id() != null && Outage.in(failure)) {
      jdbc.update(
          "update inbound set attempts = greatest(attempts - 1, 0),"
              + " lease_until = clock_timestamp() + make_interval(secs => ?)"
              + " where id = ? and state = 'N'",
          AFTER_OUTAGE_SECONDS,
          m.id());
    } else {
      putBack(m);
    }
  }

  /**
   * Kept messages that nobody has finished since {@code before}, each sender's oldest first and the
   * senders in turn: many of one sender keep those of another waiting for one round only. Those of
   * a paused channel wait.
   */
  public List<Long> left(Instant before, int limit) {
    return jdbc.queryForList(
        """
        select id from (
          select id, row_number() over (partition by door order by id) turn from inbound
          where state = 'N' and received_at < ?
            and (lease_until is null or lease_until < clock_timestamp())
            and door not in (select 'channel.' || channel from channel_line where mode = 'PAUSED')
          ) waiting
        order by turn, id limit ?
        """,
        Long.class,
        Timestamp.from(before),
        limit);
  }

  /** Notes what became of a message, in the transaction that made it so. */
  public void done(InboundMessage m, String caseNo) {
    jdbc.update("update inbound set state = 'D', case_no = ? where id = ?", caseNo, m.id());
  }

  /** Notes a message from which nothing follows, and why; its bytes are kept. */
  public void nothing(InboundMessage m, String why) {
    if (m.id() != null) {
      jdbc.update(
          "update inbound set state = 'D', reason = 'NOTHING', detail = ? where id = ?",
          why,
          m.id());
    } else {
      insert(m, "D", "NOTHING", why, null);
    }
    LOG.info("message from {} kept, nothing follows from it", m.door());
  }

  /**
   * Parks a message with the reason; it is kept whether or not it was kept before.
   *
   * @param refusal an {@link Unacceptable}, or what wraps one
   */
  public void park(InboundMessage m, Exception refusal) {
    var why = Unacceptable.in(refusal);
    String detail = detail(why);
    if (m.id() != null) {
      if (why.kind() == Unacceptable.Kind.UNKNOWN_CODE) {
        WaitingCodes.note(jdbc, m.id(), why.codes());
      }
      jdbc.update(
          "update inbound set state = 'Q', reason = ?, detail = ?, case_no = ? where id = ?",
          why.kind().name(),
          detail,
          why.caseNo().orElse(null),
          m.id());
    } else {
      insert(m, "Q", why.kind().name(), detail, why.caseNo().orElse(null));
    }
    LOG.warn(
        "message from {} parked: {} {} bytes. Look at GET /api/v1/parked and retry it when mended.",
        m.door(),
        why.kind(),
        m.raw().length);
  }

  /**
   * Whether a refused message is to be parked. One that speaks of a case which may be on its way
   * still is not yet: what came by a queue at the same time is read by several readers at once. It
   * stays kept and is looked at again.
   */
  public boolean unfit(InboundMessage m, Exception refusal, Instant now) {
    boolean unknown = Unacceptable.in(refusal).kind() == Unacceptable.Kind.UNKNOWN_SUBJECT;
    return !unknown || m.fromDepartment() || !now.isBefore(m.receivedAt().plus(ON_ITS_WAY));
  }

  /** Parks a message that the broker gave up on. */
  public void parkDead(InboundMessage m) {
    insert(m, "Q", "DEAD_LETTER", "Its receiver never took it.", null);
    LOG.error("{}: a message was never taken and is parked; ask its receiver why.", m.door());
  }

  /**
   * Parks a letter of the hub about which a person must decide; tried again, it is brought again.
   */
  void parkLetter(InboundMessage m, String reason, String detail, String caseNo) {
    insert(m, "Q", reason, detail, caseNo);
    LOG.warn("case {}: {} It is parked. Look at GET /api/v1/parked.", caseNo, detail);
  }

  /** Notes that what was parked at such a door under such an id needs nobody any more. */
  void settled(String door, String messageId) {
    jdbc.update(
        "update inbound set state = 'D' where state = 'Q' and door like ? and msg_id like ?",
        door + "%",
        messageId);
  }

  /** Parks an answer that its receiver refused; tried again, it is answered once more. */
  public void parkRefused(InboundMessage m, int status, Optional<String> caseNo) {
    String detail = "%s refused it with HTTP %d.".formatted(m.sender(), status);
    insert(m, "Q", "REFUSED", detail, caseNo.orElse(null));
    LOG.warn(
        "an answer to {} was refused with HTTP {} and is parked. Look at GET /api/v1/parked.",
        m.sender(),
        status);
  }

  /** Whether a person vouched for the sender of a message. */
  public boolean senderConfirmed(InboundMessage m) {
    return m.id() != null
        && !jdbc.queryForList(
                "select 1 from inbound where id = ? and confirmed_by is not null",
                Integer.class,
                m.id())
            .isEmpty();
  }

  /** Notes which case a message went to, in the transaction that took it there. */
  public void accepted(InboundMessage m, String caseNo) {
    if (m.id() != null) {
      done(m, caseNo);
    } else {
      insert(m, "D", null, null, caseNo);
    }
  }

  /** The same for each of these. */
  void accepted(List<Posting> postings, Pipeline to) {
    var kept = new ManyRows(KEPT);
    var direct = new ManyRows(DIRECT);
    for (Posting posting : postings) {
      var m = posting.message();
      if (m.id() != null) {
        kept.add(m.id(), posting.caseNo());
      } else {
        direct.add(
            m.door(),
            m.messageId(),
            m.contentType(),
            m.idempotencyKey(),
            posting.sealed(),
            m.raw().length,
            m.receivedAt(),
            posting.caseNo());
      }
    }
    to.add(kept).add(direct);
  }

  /** Notes a message that said what is in the ledger already; true if it came by a queue. */
  public boolean repeated(InboundMessage m, String caseNo) {
    if (m.id() != null) {
      jdbc.update(
          "update inbound set state = 'D', reason = 'REPEATED', case_no = ? where id = ? and state = 'N'",
          caseNo,
          m.id());
    }
    return m.id() != null;
  }

  private void insert(InboundMessage m, String state, String reason, String detail, String caseNo) {
    jdbc.update(
        INSERT,
        m.door(),
        m.messageId(),
        m.contentType(),
        m.idempotencyKey(),
        safe.raw(m),
        m.raw().length,
        Timestamp.from(m.receivedAt()),
        state,
        reason,
        detail,
        caseNo);
  }

  private Optional<InboundMessage> exhausted(long id) {
    jdbc.update(
        "update inbound set state = 'Q', reason = 'EXHAUSTED', detail = ? where id = ?",
        "Failed %d times; the log says why.".formatted(MAX_ATTEMPTS),
        id);
    LOG.error("inbound message {} failed {} times and is parked: see the log.", id, MAX_ATTEMPTS);
    return Optional.empty();
  }

  private InboundMessage message(ResultSet rs) throws SQLException {
    String door = rs.getString("door");
    String messageId = rs.getString("msg_id");
    var at = rs.getTimestamp("received_at").toInstant();
    return new InboundMessage(
        rs.getLong("id"),
        door,
        messageId,
        rs.getString("content_type"),
        rs.getString("idempotency_key"),
        safe.raw(door, messageId, at, rs.getBytes("raw")),
        at);
  }

  private static String detail(Unacceptable why) {
    var text = new StringBuilder(why.getMessage());
    why.faults()
        .forEach(f -> text.append('\n').append(f.pointer()).append(": ").append(f.detail()));
    return text.length() > 4000 ? text.substring(0, 4000) : text.toString();
  }
}
