package io.bancheng.ledger;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.ledger.ManyRows.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is known of letters that were sent (交付): who has them, who refused them. */
public final class Handover {
  private static final int TOGETHER = 50;

  private static final Statement ANSWERED =
      Statement.of(
          """
          update outbox o set acked_at = n.now::timestamptz
          from (select * from :rows) n
          where o.case_no = n.case_no and o.address = n.address and o.acked_at is null
          """,
          "case_no text",
          "address text",
          "now text");

  private final JdbcTemplate jdbc;

  public Handover(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Cases whose feedback the source channel has, but the case does not know it yet: the broker has
   * it for the channel, or, where the hub itself takes answers to a channel's system, that system
   * took it.
   *
   * @param carried addresses that the hub itself empties
   * @param limit cases in all
   * @return the cases in groups, each to be noted in one transaction
   */
  public List<List<String>> feedbackHandedOver(Collection<String> carried, int limit) {
    var cases = handedOver(carried, limit);
    return IntStream.range(0, (cases.size() + TOGETHER - 1) / TOGETHER)
        .mapToObj(i -> cases.subList(i * TOGETHER, Math.min(cases.size(), (i + 1) * TOGETHER)))
        .toList();
  }

  private List<String> handedOver(Collection<String> carried, int limit) {
    return jdbc.queryForList(
        """
        select distinct case_no from (
          select case_no from outbox o
          where type = 'FEEDBACK' and state = 'S' and acked_at is null
            and (taken_at is not null or not (address = any (?)))
            and not exists (select 1 from outbox later
              where later.case_no = o.case_no and later.type = 'FEEDBACK' and later.id > o.id)
          order by id limit ?) handed
        """,
        String.class,
        carried.toArray(String[]::new),
        limit);
  }

  /** Notes that the receiver's own system took a letter. */
  public void taken(String msgId, Instant now) {
    jdbc.update(
        "update outbox set taken_at = ? where msg_id = ?::uuid", Timestamp.from(now), msgId);
  }

  /**
   * Gives a letter up that its receiver refused.
   *
   * @return the case that it is about; none if the ledger does not know the letter
   */
  public Optional<String> refused(String msgId) {
    return jdbc
        .queryForList(
            "update outbox set state = 'X' where msg_id = ?::uuid returning case_no",
            String.class,
            msgId)
        .stream()
        .findFirst();
  }

  /** Notes that a letter is with its reporter, or that it never can be. */
  public void settled(long number, Instant now) {
    jdbc.update("update outbox set acked_at = ? where id = ?", Timestamp.from(now), number);
  }

  /** Notes that the receiver of a case's letters of that type has them. */
  public void acknowledged(String caseNo, String type, Instant now) {
    allAcknowledged(List.of(caseNo), type, now);
  }

  /** The same for several cases. */
  public void allAcknowledged(List<String> caseNos, String type, Instant now) {
    jdbc.update(
        "update outbox set acked_at = ? where case_no = any (?) and type = ? and acked_at is null"
            + " and state = 'S'",
        Timestamp.from(now),
        caseNos.toArray(String[]::new),
        type);
  }

  /** Notes that a department answered, so it has what was sent to it about that case. */
  public void answered(String caseNo, DepartmentId department, Instant now) {
    String address = "department." + department.dotted() + ".cases";
    Trailing.add(jdbc, new ManyRows(ANSWERED).add(caseNo, address, now));
  }
}
