package io.bancheng.ledger;

import io.bancheng.canonical.TaskKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What waits for people (待办), as the ledger stands: nobody enters a task or ticks it off. One query
 * per list; what is late comes first, and of that what nobody has, what nobody signed, and the
 * highest class.
 */
public final class Tasks {
  /**
   * V121 and V129 have the indexes; their conditions must stand here to the letter. The limit of
   * one keeps the planner from reading all cases to look up some.
   */
  static final String OPEN =
      """
      select t.*, r.region_code, r.status, r.issue_class
      from (
        select case c.kind when 'ACCEPT' then 'SCREEN' when 'RETURN_DECISION' then 'DECIDE_RETURN'
            else c.kind end kind, c.case_no, c.subject, a.department, c.due_at
        from clock c left join assignment a on a.assignment_id = c.subject
        where c.stopped_at is null and c.kind in
          ('ACCEPT', 'DISPATCH', 'SIGN', 'RETURN_DECISION', 'REVIEW', 'FEEDBACK', 'CALLBACK')
        union all
        select asked.kind, a.case_no, a.assignment_id, a.department, (
            select min(k.due_at) from clock k where k.case_no = a.case_no and k.stopped_at is null
              and (a.role = 'LEAD' and k.kind = 'HANDLE'
                or k.kind = 'SUPPORT_REPLY' and k.subject = a.assignment_id))
        from assignment a cross join lateral (
          select 'DECIDE_EXTENSION' kind where a.extension_asked
          union all select 'DECIDE_SUSPENSION' where a.suspension_asked
          union all select 'HANDLE' where a.state = 'HANDLING') asked
        where a.extension_asked or a.suspension_asked or a.state = 'HANDLING'
        union all
        select case s.state when 'PROPOSED' then 'ISSUE_SUPERVISION'
            when 'ANSWERED' then 'JUDGE_ANSWER' else 'ANSWER_SUPERVISION' end,
          s.case_no, s.order_id, s.department,
          case when s.state in ('ISSUED', 'REJECTED_ANSWER') then s.answer_due_at end
        from supervision s where s.state in ('PROPOSED', 'ISSUED', 'ANSWERED', 'REJECTED_ANSWER')
        union all
        select 'DECIDE_REDO', d.case_no, d.case_no, null, null from case_record d
        where d.status in ('FEEDBACK_GIVEN', 'ARCHIVED', 'REJECTED')
          and jsonb_path_exists(d.state, '$.supervision[*] ? (@.asked == "REDO" && @.round == $.round)')
        union all
        select 'PARKED', i.case_no, i.id::text, null, null from inbound i where i.state = 'Q'
      ) t left join lateral (select region_code, status, issue_class, case_no from case_record one
          where one.case_no = t.case_no limit 1) r on true
      where (t.kind = any (cast(:kinds as text[]))
          or t.kind = any (cast(:late as text[])) and t.due_at < :now)
        and (t.kind <> 'FEEDBACK' or r.status = 'CLOSED')
        and (cast(:own as text[]) is null or t.department is null
          or t.department = any (cast(:own as text[])))
        and (t.kind = 'PARKED' or (
          (cast(:region as text) is null or r.region_code like :region || '%')
      """
          + Scope.AND
          + """
          ))
      order by t.due_at < :now desc nulls last,
        case when t.due_at < :now then case t.kind when 'DISPATCH' then 0 when 'SIGN' then 1 else 2 end end,
        case r.issue_class
          when 'URGENT' then 0 when 'DIFFICULT' then 1 when 'COMPLEX' then 2 else 3 end,
        t.due_at nulls last, t.case_no, t.subject
      limit :limit
      """;

  /** Where a coordinator has something to decide. */
  private static final String DESKS =
      """
      select distinct coalesce(r.region_code, '') from clock c
      join case_record r on r.case_no = c.case_no
      where c.stopped_at is null and c.kind in
        ('ACCEPT', 'DISPATCH', 'SIGN', 'RETURN_DECISION', 'REVIEW', 'FEEDBACK', 'CALLBACK')
        and c.kind in ('DISPATCH', 'RETURN_DECISION')
      """;

  private final JdbcClient jdbc;

  /**
   * One task.
   *
   * @param caseNo null for a message that belongs to no case
   * @param subject the case, assignment, supervision order or parked message that it is about
   * @param dueAt null if nothing says until when
   */
  public record Task(
      TaskKind kind,
      String caseNo,
      String subject,
      String department,
      String regionCode,
      String issueClass,
      Instant dueAt) {}

  /**
   * Which tasks to list.
   *
   * @param kinds all of these
   * @param late these only when their time has passed
   * @param region leading digits of the region code, null for all
   */
  public record Question(
      Collection<TaskKind> kinds,
      Collection<TaskKind> late,
      String region,
      Scope scope,
      Instant now,
      int limit) {}

  public Tasks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The open tasks, the most urgent first. */
  public List<Task> open(Question q) {
    return jdbc.sql(OPEN)
        .params(q.scope().params())
        .param("kinds", names(q.kinds()))
        .param("late", names(q.late()))
        .param("region", q.region())
        .param("now", Timestamp.from(q.now()))
        .param("limit", q.limit())
        .query((rs, i) -> task(rs))
        .list();
  }

  /** The regions whose coordinator has something to decide; empty for a place nobody could tell. */
  public List<String> desks() {
    return jdbc.sql(DESKS).query(String.class).list();
  }

  private static String[] names(Collection<TaskKind> kinds) {
    return kinds.stream().map(TaskKind::name).toArray(String[]::new);
  }

  private static Task task(ResultSet rs) throws SQLException {
    var due = rs.getTimestamp("due_at");
    return new Task(
        TaskKind.valueOf(rs.getString("kind")),
        rs.getString("case_no"),
        rs.getString("subject"),
        rs.getString("department"),
        rs.getString("region_code"),
        rs.getString("issue_class"),
        due == null ? null : due.toInstant());
  }
}
