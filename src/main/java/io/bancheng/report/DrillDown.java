package io.bancheng.report;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The cases behind a figure, by the same conditions that counted them. */
final class DrillDown {
  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * One thing that was counted: a case, a round of it, a share of a department, a mark.
   *
   * @param item its own key, by which pages are turned
   */
  record Counted(
      String item,
      String caseNo,
      String status,
      String region,
      String department,
      String channel,
      String issueClass,
      String category,
      Instant since) {}

  DrillDown(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * One page.
   *
   * @param after the last item of the page before; empty for the first
   */
  List<Counted> page(
      Indicator indicator, Indicator.Part part, Scope scope, String after, int limit) {
    return jdbc.sql(
            """
            select item, case_no, status, region_code, department, channel, issue_class,
              category_code, first_at
            from %s where %s and %s and (%s) and item > :after order by item limit :limit
            """
                .formatted(
                    indicator.table(),
                    scope.condition(),
                    indicator.counted(),
                    indicator.part(part)))
        .params(scope.parameters())
        .param("now", Timestamp.from(clock.instant()))
        .param("after", after)
        .param("limit", limit)
        .query(
            (rs, i) ->
                new Counted(
                    rs.getString("item"),
                    rs.getString("case_no"),
                    rs.getString("status"),
                    rs.getString("region_code"),
                    rs.getString("department"),
                    rs.getString("channel"),
                    rs.getString("issue_class"),
                    rs.getString("category_code"),
                    rs.getTimestamp("first_at").toInstant()))
        .list();
  }
}
