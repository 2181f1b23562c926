package io.bancheng.ledger;

import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.Submission;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Codes that channels sent and no code list knows, counted per channel, so that somebody sees that
 * a list has grown on the other side.
 */
public final class UnknownCodes {
  private static final String COUNT =
      """
      insert into unknown_code (channel_code, field, code, seen, first_at, last_at, last_case_no)
      values (?, ?, ?, 1, ?, ?, ?)
      on conflict (channel_code, field, code) do update set seen = unknown_code.seen + 1,
        last_at = greatest(unknown_code.last_at, excluded.last_at),
        last_case_no = excluded.last_case_no
      """;

  private final JdbcTemplate jdbc;

  /**
   * One code.
   *
   * @param field where in the canonical form it was meant to stand
   * @param seen in how many cases
   */
  public record Seen(
      String channel,
      String field,
      String code,
      long seen,
      Instant firstAt,
      Instant lastAt,
      String lastCaseNo) {}

  public UnknownCodes(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The codes, the latest first. */
  public List<Seen> list(int limit) {
    return jdbc.query(
        """
        select channel_code, field, code, seen, first_at, last_at, last_case_no from unknown_code
        order by last_at desc, channel_code, field, code limit ?
        """,
        (rs, i) ->
            new Seen(
                rs.getString("channel_code"),
                rs.getString("field"),
                rs.getString("code"),
                rs.getLong("seen"),
                rs.getTimestamp("first_at").toInstant(),
                rs.getTimestamp("last_at").toInstant(),
                rs.getString("last_case_no")),
        limit);
  }

  /** Counts those of a case that is registered now, in its transaction. */
  void count(CaseFile file) {
    var extensions = file.submission().extensions();
    if (extensions != null
        && extensions.get(Submission.UNKNOWN_CODES) instanceof Map<?, ?> unknown) {
      var rows = new TreeSet<List<String>>(UnknownCodes::inOrder);
      unknown.forEach((field, codes) -> add(rows, field.toString(), codes));
      var c = file.current();
      var at = Timestamp.from(c.registeredAt());
      jdbc.batchUpdate(
          COUNT,
          rows.stream()
              .map(
                  row ->
                      new Object[] {
                        c.source().channelCode(), row.get(0), row.get(1), at, at, c.caseNo()
                      })
              .toList());
    }
  }

  private static void add(TreeSet<List<String>> rows, String field, Object codes) {
    for (Object code : codes instanceof Collection<?> several ? several : List.of(codes)) {
      rows.add(List.of(field, code.toString()));
    }
  }

  /** Always the same order, so that two transactions never wait for each other. */
  private static int inOrder(List<String> a, List<String> b) {
    int byField = a.get(0).compareTo(b.get(0));
    return byField == 0 ? a.get(1).compareTo(b.get(1)) : byField;
  }
}
