package io.bancheng.ledger;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Seal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A department's letters where it fetches them itself (取件): they wait until it says that it has
 * them. A letter that was not handed out is never taken for one that it has.
 */
public final class Letterbox {
  private static final String OF_STATE =
      """
      (?::text is null or exists (select 1 from assignment a
        where a.assignment_id = o.assignment_id and a.state = ?))
      """;

  private final JdbcTemplate jdbc;
  private final Safe safe;

  /** A letter, with the body that a queue would carry. */
  public record Fetched(long hubSeq, String hubMsgId, String type, String caseNo, String body) {}

  public Letterbox(JdbcTemplate jdbc, Seal seal) {
    this.safe = new Safe(seal);
    this.jdbc = jdbc;
  }

  /** The department has every letter up to that number that it was handed. */
  public void confirm(DepartmentId department, long upTo, Instant now) {
    jdbc.update(
        "update outbox set state = 'S', acked_at = ? where address = ? and id <= ? and state = 'P'"
            + " and sent_at is not null",
        Timestamp.from(now),
        address(department),
        upTo);
  }

  /**
   * Hands out what the department has not confirmed yet, in order.
   *
   * @param state of the assignments it asks about; null for all
   */
  public List<Fetched> handOut(DepartmentId department, String state, Instant now, int limit) {
    var letters =
        jdbc.query(
            """
            update outbox set sent_at = coalesce(sent_at, ?), attempts = attempts + 1
            where id in (select id from outbox o where address = ? and state = 'P' and
            """
                + OF_STATE
                + " order by id limit ?) returning id, msg_id, type, case_no, body",
            (rs, i) -> fetched(rs),
            Timestamp.from(now),
            address(department),
            state,
            state,
            limit);
    return letters.stream().sorted(Comparator.comparingLong(Fetched::hubSeq)).toList();
  }

  /** The department's letters after that number, whoever brought them; nothing is marked. */
  public List<Fetched> written(DepartmentId department, String state, long after, int limit) {
    return jdbc.query(
        "select id, msg_id, type, case_no, body from outbox o where address = ? and id > ? and "
            + OF_STATE
            + " order by id limit ?",
        (rs, i) -> fetched(rs),
        address(department),
        after,
        state,
        state,
        limit);
  }

  /** Which of these departments have a letter waiting. */
  public Set<DepartmentId> waiting(Collection<DepartmentId> departments) {
    var addresses = departments.stream().map(Letterbox::address).toArray(String[]::new);
    var with =
        Set.copyOf(
            jdbc.queryForList(
                "select distinct address from outbox where state = 'P' and address = any (?)",
                String.class,
                (Object) addresses));
    return departments.stream()
        .filter(d -> with.contains(address(d)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String address(DepartmentId department) {
    return "department." + department.dotted() + ".cases";
  }

  private Fetched fetched(ResultSet rs) throws SQLException {
    return new Fetched(
        rs.getLong("id"),
        rs.getString("msg_id"),
        rs.getString("type"),
        rs.getString("case_no"),
        safe.letter(rs.getString("msg_id"), rs.getBytes("body")));
  }
}
