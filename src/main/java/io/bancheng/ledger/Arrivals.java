package io.bancheng.ledger;

import io.bancheng.canonical.InboundMessage;
import io.bancheng.ledger.ManyRows.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Messages that come by queues: kept and taken up in one commit, which all who come while the one
 * before is under way share.
 */
final class Arrivals {
  private static final int MOST_TOGETHER = 64;
  private static final int COMMITS_AT_ONCE = 2;

  private static final Statement ENTERED =
      Statement.of(
          """
          insert into inbound (door, msg_id, content_type, idempotency_key, raw, size, received_at,
            state, attempts, lease_until)
          select door, msg_id, content_type, idempotency_key, raw, size, received_at::timestamptz,
            'N', 1, clock_timestamp() + make_interval(secs => %d)
          from :rows
          on conflict on constraint one_row_per_message do nothing
          returning inbound.id, inbound.door, inbound.msg_id
          """
              .formatted(Inbox.LEASE_SECONDS),
          "door text",
          "msg_id text",
          "content_type text",
          "idempotency_key text",
          "raw bytea",
          "size int4",
          "received_at text");

  /** Always the same order, so that two statements never wait for each other. */
  private static final Comparator<InboundMessage> BY_ID =
      Comparator.comparing(InboundMessage::door).thenComparing(InboundMessage::messageId);

  private final JdbcTemplate jdbc;
  private final Safe safe;
  private final SharedCommit<InboundMessage, List<InboundMessage>> entering;

  Arrivals(JdbcTemplate jdbc, Safe safe) {
    this.jdbc = jdbc;
    this.safe = safe;
    this.entering =
        new SharedCommit<>(MOST_TOGETHER, COMMITS_AT_ONCE, this::enter, this::enterAlone);
  }

  /** The message as it is kept, taken up; none if it was received before. */
  List<InboundMessage> enter(InboundMessage m) {
    return entering.write(m);
  }

  /** Null for those that were received before. */
  private List<List<InboundMessage>> enter(List<InboundMessage> came) {
    var rows = new ManyRows(ENTERED);
    came.stream()
        .sorted(BY_ID)
        .forEach(
            m ->
                rows.add(
                    m.door(),
                    m.messageId(),
                    m.contentType(),
                    m.idempotencyKey(),
                    safe.raw(m),
                    m.raw().length,
                    m.receivedAt()));
    var kept =
        rows
            .query(
                jdbc,
                (rs, i) ->
                    Map.entry(key(rs.getString("door"), rs.getString("msg_id")), rs.getLong("id")))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return came.stream().map(m -> entered(m, kept.remove(key(m.door(), m.messageId())))).toList();
  }

  private static List<InboundMessage> entered(InboundMessage m, Long id) {
    return id == null ? null : List.of(m.keptAs(id));
  }

  private List<InboundMessage> enterAlone(InboundMessage m) {
    var kept = enter(List.of(m)).get(0);
    return kept == null ? List.of() : kept;
  }

  private static List<String> key(String door, String messageId) {
    return List.of(door, messageId);
  }
}
