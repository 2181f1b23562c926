package io.bancheng.ledger;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Poll.OpenWork;
import org.springframework.jdbc.core.JdbcTemplate;

/** What departments have still to answer. */
final class OpenAssignments {
  private final JdbcTemplate jdbc;

  OpenAssignments(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A department's.
   *
   * @param after the assignment after which the next one is wanted, null for the first
   */
  OpenWork of(DepartmentId department, String after) {
    return jdbc.queryForObject(
        """
        select min(dispatched_at) since, min(assignment_id) filter (where assignment_id > ?) next
        from assignment where department = ?
          and state in ('PENDING_SIGN', 'HANDLING', 'RETURN_REQUESTED')
        """,
        (rs, i) -> {
          var since = rs.getTimestamp("since");
          return new OpenWork(since == null ? null : since.toInstant(), rs.getString("next"));
        },
        after == null ? "" : after,
        department.toString());
  }
}
