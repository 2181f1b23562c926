package io.bancheng.ledger;

import io.bancheng.canonical.Suspicion;
import io.bancheng.canonical.SuspicionThresholds;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks through the ledger for what looks like buck-passing (推诿扯皮) and is not noted yet. */
public final class Suspicions {
  private static final String SEEN =
      """
      select s.case_no, s.assignment_id, s.kind, s.count, s.cases from (
        select case_no, (array_agg(assignment_id order by at desc, assignment_id desc))[1] assignment_id,
          'RETURNS' kind, count(*)::int count, null::text[] cases
        from return_asked where at > :since
        group by case_no, round having count(*) >= :returns
        union all
        select a.case_no, a.assignment_id, 'PING_PONG', count(*)::int, null
        from return_asked b join assignment a on a.case_no = b.case_no and a.round = b.round
          and a.department = b.department and a.dispatched_at > b.at
        where b.at > :since and a.state in ('PENDING_SIGN', 'HANDLING', 'RETURN_REQUESTED')
        group by a.case_no, a.assignment_id having count(*) >= :pingPong
        union all
        select (array_agg(case_no order by at desc, assignment_id desc))[1],
          (array_agg(assignment_id order by at desc, assignment_id desc))[1], 'SAME_REASON',
          count(distinct case_no)::int, array_agg(distinct case_no)
        from return_asked where at > :since
        group by department, print having count(distinct case_no) >= :sameReason
        union all
        select case_no, assignment_id, 'UNSIGNED', :unsignedDays, null
        from assignment where state = 'PENDING_SIGN' and dispatched_at <= :unsignedSince
      ) s join case_record r on r.case_no = s.case_no
      where r.status in ('ACCEPTED', 'HANDLING', 'SUSPENDED', 'REVIEWING')
        and not exists (select 1 from suspicion known
          where known.assignment_id = s.assignment_id and known.kind = s.kind)
      order by s.case_no, s.kind limit :limit
      """;

  private final JdbcClient jdbc;

  public Suspicions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is suspicious by those thresholds. */
  public List<Suspicion> seen(SuspicionThresholds from, int limit) {
    return jdbc.sql(SEEN)
        .param("returns", from.returns())
        .param("pingPong", from.pingPong())
        .param("sameReason", from.sameReason())
        .param("since", Timestamp.from(from.since()))
        .param("unsignedSince", Timestamp.from(from.unsignedSince()))
        .param("unsignedDays", from.unsignedDays())
        .param("limit", limit)
        .query((rs, i) -> suspicion(rs))
        .list();
  }

  /** Whether nobody noted it meanwhile; to be asked by whoever has the case. */
  public boolean fresh(Suspicion seen) {
    return jdbc.sql("select 1 from suspicion where assignment_id = ? and kind = ?")
        .params(seen.assignmentId(), seen.kind().name())
        .query(Integer.class)
        .optional()
        .isEmpty();
  }

  private static Suspicion suspicion(ResultSet rs) throws SQLException {
    return new Suspicion(
        rs.getString("case_no"),
        rs.getString("assignment_id"),
        Suspicion.Kind.valueOf(rs.getString("kind")),
        rs.getInt("count"),
        texts(rs.getArray("cases")));
  }

  private static List<String> texts(Array array) throws SQLException {
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }
}
