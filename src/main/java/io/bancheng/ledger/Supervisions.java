package io.bancheng.ledger;

import io.bancheng.canonical.Case;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.DepartmentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Supervision orders of all cases (督办台账), for reading. */
public final class Supervisions {
  private static final String LIST =
      """
      select * from supervision
      where (cast(? as text) is null or state = ?) and (cast(? as text) is null or level = ?)
        and (cast(? as text) is null or department = ?)
        and (cast(? as text) is null or region_code like ? || '%')
        and (cast(? as text[]) is null or coalesce(region_code, '') like any (cast(? as text[])))
        and (cast(? as text[]) is null or department = any (cast(? as text[])))
      order by proposed_at desc, order_id desc limit ?
      """;

  private final JdbcTemplate jdbc;

  /** One order in a list. */
  public record Listed(
      String orderId,
      String caseNo,
      String regionCode,
      String department,
      String level,
      String cause,
      String state,
      Instant proposedAt,
      Instant issuedAt,
      Instant answerDueAt) {}

  /**
   * What to list; null means any.
   *
   * @param region leading digits of the region code
   */
  public record Filter(String state, String level, String department, String region, Scope scope) {}

  public Supervisions(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The orders, the latest first. */
  public List<Listed> list(Filter f, int limit) {
    return jdbc.query(
        LIST,
        (rs, i) -> listed(rs),
        f.state(),
        f.state(),
        f.level(),
        f.level(),
        f.department(),
        f.department(),
        f.region(),
        f.region(),
        f.scope().patterns(),
        f.scope().patterns(),
        f.scope().departments(),
        f.scope().departments(),
        limit);
  }

  /**
   * When orders of the level that a decision is about were issued to the same department before, in
   * any case; lifted ones do not count.
   */
  public List<Instant> cards(Case current, Decision decision) {
    String id = decision.text("orderId");
    String level = decision.text("level");
    if (level != null) {
      var share =
          decision.assignmentId() == null
              ? current.lead()
              : current.assignment(decision.assignmentId());
      return share.map(a -> before(a.department(), level, "")).orElse(List.of());
    }
    return current.orders().stream()
        .filter(o -> id == null ? !o.state().terminal() : o.id().equals(id))
        .findFirst()
        .map(o -> before(o.department(), o.level().name(), o.id()))
        .orElse(List.of());
  }

  private List<Instant> before(DepartmentId department, String level, String orderId) {
    return jdbc.query(
        "select issued_at from supervision where department = ? and level = ?"
            + " and issued_at is not null and state <> 'LIFTED' and order_id <> ?",
        (rs, i) -> rs.getTimestamp("issued_at").toInstant(),
        department.toString(),
        level,
        orderId);
  }

  private static Listed listed(ResultSet rs) throws SQLException {
    return new Listed(
        rs.getString("order_id"),
        rs.getString("case_no"),
        rs.getString("region_code"),
        rs.getString("department"),
        rs.getString("level"),
        rs.getString("cause"),
        rs.getString("state"),
        rs.getTimestamp("proposed_at").toInstant(),
        instant(rs.getTimestamp("issued_at")),
        instant(rs.getTimestamp("answer_due_at")));
  }

  private static Instant instant(Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
