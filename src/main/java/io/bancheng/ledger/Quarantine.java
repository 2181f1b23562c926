package io.bancheng.ledger;

import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Seal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The parked messages (待处理报文) for the people who mend them: found by the kind of fault, looked at,
 * corrected and tried again, one or all of a kind. The bytes that came in are never changed.
 */
public final class Quarantine {
  private static final String PAGE =
      """
      select id, door, received_at, size, reason, detail, case_no from inbound
      where state = 'Q' and id > :after and (cast(:reason as text) is null or reason = :reason)
        and (cast(:door as text) is null or door = :door)
      order by id limit :limit
      """;
  private static final String CORRECT =
      """
      with old as (
        update inbound set state = 'D', detail = 'corrected by ' || :by
        where id = :id and state = 'Q' returning *)
      insert into inbound (door, msg_id, content_type, idempotency_key, raw, size, received_at,
        state)
      select door, :msgId, content_type, idempotency_key, :raw, :size, :now, 'N' from old
      returning id
      """;

  private static final String AGAIN =
      "update inbound set state = 'N', attempts = 0, lease_until = null, reason = null,"
          + " detail = null, confirmed_by = coalesce(cast(:by as text), confirmed_by) where state = 'Q'";

  private final JdbcClient jdbc;
  private final Safe safe;

  /** How many messages wait with one kind of fault. */
  public record Kind(String reason, long waiting, Instant oldest) {}

  /** A parked message, without its bytes; {@code caseNo} is null if it is about none. */
  public record Waiting(
      long id,
      String door,
      Instant receivedAt,
      int size,
      String reason,
      String detail,
      String caseNo) {}

  /** A parked message as it came in. */
  public record Content(Waiting message, String contentType, byte[] raw) {}

  public Quarantine(JdbcClient jdbc, Seal seal) {
    this.safe = new Safe(seal);
    this.jdbc = jdbc;
  }

  /** The entrances that parked messages came by. */
  public List<String> doors() {
    return jdbc.sql("select distinct door from inbound where state = 'Q' order by door")
        .query(String.class)
        .list();
  }

  /**
   * The kinds of fault that messages wait with, the most frequent first.
   *
   * @param door the entrance, null for all
   */
  public List<Kind> kinds(String door) {
    return jdbc.sql(
            "select reason, count(*) waiting, min(received_at) oldest from inbound"
                + " where state = 'Q' and (cast(:door as text) is null or door = :door)"
                + " group by reason order by 2 desc, 1")
        .param("door", door)
        .query(
            (rs, i) ->
                new Kind(
                    rs.getString("reason"),
                    rs.getLong("waiting"),
                    rs.getTimestamp("oldest").toInstant()))
        .list();
  }

  /**
   * The messages after that id, oldest first.
   *
   * @param reason the kind of fault, null for all
   * @param door the entrance, null for all
   */
  public List<Waiting> page(String reason, String door, long after, int limit) {
    return jdbc.sql(PAGE)
        .param("after", after)
        .param("reason", reason)
        .param("door", door)
        .param("limit", limit)
        .query(
            (rs, i) ->
                new Waiting(
                    rs.getLong("id"),
                    rs.getString("door"),
                    rs.getTimestamp("received_at").toInstant(),
                    rs.getInt("size"),
                    rs.getString("reason"),
                    rs.getString("detail"),
                    rs.getString("case_no")))
        .list();
  }

  /** One message with its bytes, while it is parked. */
  public Optional<Content> find(long id) {
    return page(null, null, id - 1, 1).stream()
        .filter(message -> message.id() == id)
        .findFirst()
        .flatMap(
            message ->
                jdbc.sql(
                        "select door, msg_id, received_at, content_type, raw from inbound where id = ?")
                    .param(id)
                    .query((rs, i) -> new Content(message, rs.getString("content_type"), raw(rs)))
                    .optional());
  }

  /** Lets a parked message be tried again; false if it is not parked. */
  public boolean retry(long id) {
    return again(id, null);
  }

  /**
   * Lets a parked message be tried again as one whose sender a person vouches for.
   *
   * @param by who does
   */
  public boolean confirmSender(long id, String by) {
    return again(id, by);
  }

  private boolean again(long id, String by) {
    return jdbc.sql(AGAIN + " and id = :id").param("by", by).param("id", id).update() == 1;
  }

  /**
   * Lets every message with that kind of fault be tried again.
   *
   * @param door the entrance, null for all
   * @return how many there were
   */
  public int retryAll(String reason, String door) {
    return jdbc.sql(
            AGAIN + " and reason = :reason and (cast(:door as text) is null or door = :door)")
        .param("by", null)
        .param("reason", reason)
        .param("door", door)
        .update();
  }

  /**
   * Puts a corrected message in the place of a parked one, which stays as it came in.
   *
   * @return the id of the corrected one, none if the other is not parked any more
   */
  public Optional<Long> correct(long id, byte[] corrected, String by, Instant now) {
    return find(id)
        .flatMap(
            parked -> {
              var message =
                  new InboundMessage(
                      null,
                      parked.message().door(),
                      "correction-of-" + id,
                      parked.contentType(),
                      null,
                      corrected,
                      now);
              return jdbc.sql(CORRECT)
                  .param("id", id)
                  .param("by", by)
                  .param("msgId", message.messageId())
                  .param("raw", safe.raw(message))
                  .param("size", corrected.length)
                  .param("now", Timestamp.from(now))
                  .query(Long.class)
                  .optional();
            });
  }

  private byte[] raw(ResultSet rs) throws SQLException {
    return safe.raw(
        rs.getString("door"),
        rs.getString("msg_id"),
        rs.getTimestamp("received_at").toInstant(),
        rs.getBytes("raw"));
  }
}
