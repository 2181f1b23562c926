package io.bancheng.ledger;

import io.bancheng.canonical.Submission;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** Always the same order, so that two transactions never wait for each other. */
  private static final Comparator<Object[]> IN_ORDER =
      Comparator.<Object[], String>comparing(row -> row[0].toString())
          .thenComparing(row -> row[1].toString())
          .thenComparing(row -> row[2].toString());

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

  /** Counts those of cases that are registered now, in their transaction. */
  void count(List<Posting> postings) {
    var rows = new ArrayList<Object[]>();
    for (Posting posting : postings) {
      var c = posting.file().current();
      var at = Timestamp.from(c.registeredAt());
      for (List<String> code : codes(posting.file().submission())) {
        rows.add(
            new Object[] {c.source().channelCode(), code.get(0), code.get(1), at, at, c.caseNo()});
      }
    }
    rows.sort(IN_ORDER);
    jdbc.batchUpdate(COUNT, rows);
  }

  private static Set<List<String>> codes(Submission said) {
    var codes = new LinkedHashSet<List<String>>();
    if (said.extensions() != null
        && said.extensions().get(Submission.UNKNOWN_CODES) instanceof Map<?, ?> unknown) {
      unknown.forEach((field, values) -> add(codes, field.toString(), values));
    }
    return codes;
  }

  private static void add(Set<List<String>> codes, String field, Object values) {
    for (Object code : values instanceof Collection<?> several ? several : List.of(values)) {
      codes.add(List.of(field, code.toString()));
    }
  }
}
