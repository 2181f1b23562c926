package io.bancheng.ledger;

import io.bancheng.ledger.CaseReader.Filter;

/**
 * The text of the query for one page of cases. It says only what is asked for: a condition that
 * holds for null as well would hide from the database which index fits.
 */
final class CasePages {
  private CasePages() {}

  static String sql(Filter filter) {
    var sql =
        new StringBuilder(
            """
            select case_no, state, opinions, changed_at from case_record r
            where true
            """);
    also(sql, filter.status(), "status = :status");
    also(sql, filter.channel(), "channel_code = :channel");
    also(sql, filter.region(), "region_code like :region || '%'");
    also(
        sql,
        filter.department(),
        "case_no in (select a.case_no from assignment a where a.department = :department)");
    also(sql, filter.since(), "changed_at >= :since");
    also(sql, filter.from(), "registered_at >= :from");
    also(sql, filter.to(), "registered_at < :to");
    also(sql, filter.at(), "(changed_at, case_no) < (:at, :after)");
    return sql.append(Scope.AND)
        .append("order by changed_at desc, case_no desc limit :limit")
        .toString();
  }

  private static void also(StringBuilder sql, Object asked, String condition) {
    if (asked != null) {
      sql.append("and ").append(condition).append('\n');
    }
  }
}
