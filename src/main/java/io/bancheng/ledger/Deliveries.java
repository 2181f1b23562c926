package io.bancheng.ledger;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Delivery;
import io.bancheng.canonical.DeliveryEvidence;
import io.bancheng.canonical.DeliveryOutcome;
import io.bancheng.canonical.DeliveryState;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Seal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The letters that the hub itself brings to departments' systems (投递), attempt by attempt.
 *
 * <p>An attempt is claimed and committed before anything is sent, for a time and under a number
 * that only its claimer knows: whoever was stopped meanwhile and comes back can no longer say how
 * it ended. An attempt whose claimer never said so is in doubt, not failed. Letters about one case
 * go to a department one after the other.
 */
public final class Deliveries {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final String CLAIM =
      """
      with next as (
        select d.msg_id, d.attempt from delivery d
        where d.department = ? and d.finished_at is null and d.state in ('PENDING', 'IN_DOUBT')
          and d.next_at <= ? and (d.lease_until is null or d.lease_until <= ?) and d.seq <= ?
          and not exists (select 1 from delivery e
            where e.stream = d.stream and e.finished_at is null and e.seq < d.seq)
        order by d.seq limit 1 for update skip locked)
      update delivery d set
        at = case d.state when 'PENDING' then ? else d.at end,
        state = case d.state when 'PENDING' then 'SENDING' else d.state end,
        lease_no = d.lease_no + 1, lease_until = ?
      from next n join outbox o on o.msg_id = n.msg_id
      where d.msg_id = n.msg_id and d.attempt = n.attempt
      returning d.msg_id, d.seq, d.attempt, d.lease_no, d.state = 'IN_DOUBT' doubtful,
        d.case_no, o.type, o.body
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Safe safe;
  private final Parts parts;
  private final LetterParking parking;

  /** What follows from an attempt. */
  public record Parts(DepartmentLines lines, Handover handover, Inbox inbox, Seal seal) {}

  public Deliveries(JdbcTemplate jdbc, TransactionTemplate transaction, Parts parts) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.parts = parts;
    this.safe = new Safe(parts.seal());
    this.parking = new LetterParking(parts.inbox());
  }

  /**
   * Takes over a letter from the department's queue; after this the broker may forget it. One that
   * was taken over before stays as it is.
   *
   * @param department in any form, e.g. {@code 340882.ybj}
   * @return false if the ledger owes no such letter
   */
  public boolean enter(String messageId, String department, Instant now) {
    if (messageId == null || !isId(messageId)) {
      return false;
    }
    var id = DepartmentId.parse(department);
    var at = Timestamp.from(now);
    parts.lines().open(id);
    int entered =
        jdbc.update(
            """
            insert into delivery (msg_id, attempt, seq, stream, case_no, department, state, at, next_at)
            select msg_id, 1, id, stream, case_no, ?, 'PENDING', ?, ? from outbox
            where msg_id = ?::uuid on conflict do nothing
            """,
            id.toString(),
            at,
            at,
            messageId);
    return entered == 1
        || !jdbc.queryForList(
                "select 1 from delivery where msg_id = ?::uuid", Integer.class, messageId)
            .isEmpty();
  }

  static boolean isId(String messageId) {
    return UUID_FORM.matcher(messageId).matches();
  }

  /**
   * The departments to which something may be brought now, in dotted form. Attempts whose time is
   * over without a word are in doubt from now on; those that were answered have arrived.
   */
  public List<String> waiting(Instant now) {
    var at = Timestamp.from(now);
    doubt(at);
    return jdbc
        .queryForList(
            """
            select l.department from department_line l
            where l.mode <> 'PAUSED' and (l.held_until is null or l.held_until <= ?)
              and (l.breaker = 'CLOSED' or l.probe_at <= ?)
              and exists (select 1 from delivery d where d.department = l.department
                and d.finished_at is null and d.next_at <= ?)
            """,
            String.class,
            at,
            at,
            at)
        .stream()
        .map(department -> DepartmentId.parse(department).dotted())
        .toList();
  }

  /**
   * Begins the next attempt for a department: committed before this returns, so that it is known to
   * have begun whatever happens.
   *
   * @param lease longer than the attempt can take; after that it is in doubt
   * @return none if nothing is due, or the line is paused, held or cut
   */
  public List<Delivery> claim(String department, Duration lease, Instant now) {
    var id = DepartmentId.parse(department);
    return transaction.execute(
        status ->
            parts
                .lines()
                .lock(id)
                .filter(line -> line.lets(now))
                .map(line -> claim(id, line, now, now.plus(lease)))
                .orElse(List.of()));
  }

  private List<Delivery> claim(
      DepartmentId department, DepartmentLines.Line line, Instant now, Instant until) {
    var at = Timestamp.from(now);
    var claimed =
        jdbc.query(
            CLAIM,
            (rs, i) ->
                new Delivery(
                    rs.getString("msg_id"),
                    rs.getLong("seq"),
                    rs.getInt("attempt"),
                    rs.getInt("lease_no"),
                    rs.getBoolean("doubtful"),
                    department,
                    rs.getString("case_no"),
                    rs.getString("type"),
                    safe.letter(rs.getString("msg_id"), rs.getBytes("body"))),
            department.toString(),
            at,
            at,
            line.upTo(),
            at,
            Timestamp.from(until));
    if (!claimed.isEmpty()) {
      parts.lines().trying(department, line, until);
    }
    return claimed;
  }

  /**
   * Notes how an attempt ended, with what follows from it.
   *
   * @return false if the attempt was no longer the caller's: then nothing was noted
   */
  public boolean settle(Delivery delivery, DeliveryOutcome outcome, Instant now) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              boolean mine = end(delivery, outcome, now);
              if (mine) {
                follow(delivery, outcome, now);
              }
              return mine;
            }));
  }

  private void doubt(Timestamp now) {
    jdbc.update(
        "update delivery set state = 'IN_DOUBT', lease_until = null"
            + " where state = 'SENDING' and finished_at is null and lease_until <= ?",
        now);
    jdbc.update(
        """
        update delivery d set state = 'DELIVERED', finished_at = ? from outbox o
        where o.msg_id = d.msg_id and d.state = 'IN_DOUBT' and d.finished_at is null
          and o.acked_at > d.at
        """,
        now);
  }

  private boolean end(Delivery delivery, DeliveryOutcome outcome, Instant now) {
    boolean open = outcome.state() == DeliveryState.IN_DOUBT && !outcome.again();
    return jdbc.update(
            """
            update delivery set state = ?, finished_at = ?, next_at = ?, lease_until = null,
              evidence = coalesce(evidence, '[]') || ?::jsonb
            where msg_id = ?::uuid and attempt = ? and lease_no = ? and finished_at is null
              and lease_until is not null
            """,
            outcome.state().name(),
            open ? null : Timestamp.from(now),
            Timestamp.from(now.plus(outcome.pause())),
            evidence(outcome.evidence(), now),
            delivery.messageId(),
            delivery.attempt(),
            delivery.lease())
        == 1;
  }

  private void follow(Delivery delivery, DeliveryOutcome outcome, Instant now) {
    if (outcome.again()) {
      next(delivery, now, now.plus(outcome.pause()));
    }
    switch (outcome.state()) {
      case DELIVERED -> parts.handover().taken(delivery.messageId(), now);
      case REJECTED -> {
        parts.handover().refused(delivery.messageId());
        parking.park(delivery, InboundMessage.REFUSED, delivery.messageId(), outcome, now);
      }
      case PARKED -> {
        String id = delivery.messageId() + ":" + delivery.attempt();
        parking.park(delivery, InboundMessage.DOUBTFUL, id, outcome, now);
      }
      default -> {
        // another attempt follows, or the doubt is looked at again
      }
    }
    if (parts.lines().ended(delivery.department(), outcome, now)) {
      jdbc.update(
          "update delivery set next_at = ? where department = ? and state = 'PENDING'"
              + " and finished_at is null and next_at > ?",
          Timestamp.from(now),
          delivery.department().toString(),
          Timestamp.from(now));
    }
  }

  private void next(Delivery delivery, Instant now, Instant due) {
    jdbc.update(
        """
        insert into delivery (msg_id, attempt, seq, stream, case_no, department, state, at, next_at)
        select msg_id, attempt + 1, seq, stream, case_no, department, 'PENDING', ?, ? from delivery
        where msg_id = ?::uuid and attempt = ?
        """,
        Timestamp.from(now),
        Timestamp.from(due),
        delivery.messageId(),
        delivery.attempt());
  }

  static String evidence(DeliveryEvidence evidence, Instant now) {
    return CanonicalJson.write(List.of(new Seen(now, evidence)));
  }

  /** What was seen, and when. */
  private record Seen(Instant at, DeliveryEvidence seen) {}
}
