package io.bancheng.ledger;

import io.bancheng.canonical.Delivery;
import io.bancheng.canonical.DeliveryEvidence;
import io.bancheng.canonical.DeliveryOutcome;
import io.bancheng.canonical.DeliveryState;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.InboundMessage;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people decide about letters of which nobody knows whether they arrived, and what a mail says
 * that came back.
 */
public final class DeliveryDecisions {
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Safe safe;
  private final Deliveries.Parts parts;
  private final LetterParking parking;

  public DeliveryDecisions(
      JdbcTemplate jdbc, TransactionTemplate transaction, Deliveries.Parts parts) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.parts = parts;
    this.safe = new Safe(parts.seal());
    this.parking = new LetterParking(parts.inbox());
  }

  /** Brings a parked letter once more, under its own key: a person says that this does no harm. */
  public void again(InboundMessage doubtful, Instant now) {
    var at = Timestamp.from(now);
    jdbc.update(
        """
        insert into delivery (msg_id, attempt, seq, stream, case_no, department, state, at, next_at)
        select msg_id, attempt + 1, seq, stream, case_no, department, 'PENDING', ?, ? from delivery
        where msg_id = ?::uuid and state = 'PARKED' order by attempt desc limit 1
        on conflict do nothing
        """,
        at,
        at,
        letter(doubtful));
  }

  /** The case of a parked letter. */
  public String caseNo(InboundMessage doubtful) {
    return jdbc.queryForObject(
        "select case_no from outbox where msg_id = ?::uuid", String.class, letter(doubtful));
  }

  /**
   * Gives up a letter that is not on its way.
   *
   * @param department whose letter it must be
   * @return false if there is nothing to give up
   */
  public boolean cancel(String messageId, DepartmentId department, String by, Instant now) {
    return decide(messageId, department, DeliveryState.CANCELLED, by, now);
  }

  /**
   * Notes that a person made sure that the department has a letter; false if that was no question.
   */
  public boolean confirm(String messageId, DepartmentId department, String by, Instant now) {
    return decide(messageId, department, DeliveryState.DELIVERED, by, now);
  }

  /**
   * Notes that a letter came back which the department's system had taken: the delivery failed
   * after all. The letter is parked for a person, with an alarm.
   *
   * @return the case that it is about; none if no such letter had arrived
   */
  public Optional<String> returned(String messageId, String why, Instant now) {
    return transaction.execute(status -> undone(messageId, why, now));
  }

  private Optional<String> undone(String messageId, String why, Instant now) {
    var seen = new DeliveryEvidence(null, true, null, why);
    var came =
        jdbc.query(
            """
            update delivery d set state = 'REJECTED', evidence = coalesce(d.evidence, '[]') || ?::jsonb
            from outbox o where d.msg_id = ?::uuid and d.state = 'DELIVERED' and o.msg_id = d.msg_id
            returning d.msg_id, d.seq, d.attempt, d.lease_no, d.department, d.case_no, o.type,
              o.body
            """,
            (rs, i) ->
                new Delivery(
                    messageId,
                    rs.getLong("seq"),
                    rs.getInt("attempt"),
                    rs.getInt("lease_no"),
                    false,
                    DepartmentId.parse(rs.getString("department")),
                    rs.getString("case_no"),
                    rs.getString("type"),
                    safe.letter(rs.getString("msg_id"), rs.getBytes("body"))),
            Deliveries.evidence(seen, now),
            messageId);
    came.forEach(
        delivery -> {
          parts.handover().refused(messageId);
          parking.park(
              delivery,
              InboundMessage.REFUSED,
              messageId,
              DeliveryOutcome.rejected(seen, DeliveryOutcome.Health.WELL),
              now);
          parts.lines().returned(delivery.department(), now);
        });
    return came.stream().map(Delivery::caseNo).findFirst();
  }

  private boolean decide(
      String messageId, DepartmentId department, DeliveryState as, String by, Instant now) {
    return Deliveries.isId(messageId)
        && Boolean.TRUE.equals(
            transaction.execute(
                status -> {
                  int decided =
                      jdbc.update(
                          """
                      update delivery set state = ?, finished_at = ?, lease_until = null,
                        evidence = coalesce(evidence, '[]') || ?::jsonb
                      where msg_id = ?::uuid and department = ?
                        and (state in ('PENDING', 'IN_DOUBT') and finished_at is null
                          and (lease_until is null or lease_until <= ?)
                          or state = 'PARKED' and not exists (select 1 from delivery later
                            where later.msg_id = delivery.msg_id
                              and later.attempt > delivery.attempt))
                      """,
                          as.name(),
                          Timestamp.from(now),
                          Deliveries.evidence(
                              new DeliveryEvidence(null, false, null, as + " by " + by), now),
                          messageId,
                          department.toString(),
                          Timestamp.from(now));
                  if (decided == 1) {
                    taken(messageId, as, now);
                  }
                  return decided == 1;
                }));
  }

  private void taken(String messageId, DeliveryState as, Instant now) {
    parts.inbox().settled("doubtful.", messageId + ":%");
    if (as == DeliveryState.DELIVERED) {
      parts.handover().taken(messageId, now);
    } else {
      parts.handover().refused(messageId);
    }
  }

  private static String letter(InboundMessage doubtful) {
    return doubtful.messageId().replaceFirst(":\\d+$", "");
  }
}
