package io.bancheng.ledger;

import io.bancheng.canonical.Case;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Seal;
import io.bancheng.canonical.Submission;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What waits for somebody to call a reporter: lists for reading, the most urgent case first. */
public final class TaskLists {
  private static final String RUNNING =
      """
      select r.case_no, r.state, r.opinions, p.words from clock c
      join case_record r on r.case_no = c.case_no
      left join person_data p on p.case_no = c.case_no and p.seq = 1
      where c.stopped_at is null and c.kind = :kind
        and (cast(:region as text) is null or r.region_code like :region || '%')
      """
          + Scope.AND
          + """

      order by c.due_at, c.case_no limit :limit
      """;

  private final JdbcClient jdbc;
  private final Safe safe;

  /** A case and what its reporter said; the submission is null if the person was erased. */
  public record Task(Case current, Submission submission) {}

  public TaskLists(JdbcClient jdbc, Seal seal) {
    this.jdbc = jdbc;
    this.safe = new Safe(seal);
  }

  /**
   * The cases on which that clock runs.
   *
   * @param region leading digits of the region code, null for all
   */
  public List<Task> running(ClockKind kind, String region, Scope scope, int limit) {
    return jdbc.sql(RUNNING)
        .params(scope.params())
        .param("kind", kind.name())
        .param("region", region)
        .param("limit", limit)
        .query(
            (rs, i) ->
                new Task(
                    safe.state(rs),
                    CaseRow.submission(
                        safe.words(rs.getString("case_no"), 1, rs.getBytes("words")))))
        .list();
  }
}
