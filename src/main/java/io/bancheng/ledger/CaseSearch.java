package io.bancheng.ledger;

import io.bancheng.canonical.Seal;
import io.bancheng.ledger.CaseReader.Listed;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds cases by a number that somebody says at the counter: the sender's own case number, a
 * telephone, an identity or credit code. People's numbers are found by their keyed hashes; none is
 * compared in clear.
 */
public final class CaseSearch {
  /** Two look-ups, not one with "or": that would read every case. */
  static final String BY_NUMBER =
      """
      select case_no, state, opinions, changed_at from case_record r
      where case_no in (select case_no from case_record where source_case_id = :term
        union select case_no from reporter_key where key = any (:keys))
      """
          + Scope.AND
          + """

      order by changed_at desc, case_no desc limit :limit
      """;

  private static final List<String> KINDS = List.of("MOBILE:", "LANDLINE:", "EMAIL:", "OTHER:");

  private final JdbcClient jdbc;
  private final Safe safe;
  private final UnaryOperator<String> hash;

  /**
   * @param hash keyed hash of one contact or number, as the ledger notes it
   */
  public CaseSearch(JdbcClient jdbc, UnaryOperator<String> hash, Seal seal) {
    this.safe = new Safe(seal);
    this.jdbc = jdbc;
    this.hash = hash;
  }

  /** The cases with that number, the latest change first. */
  public List<Listed> byNumber(String term, Scope scope, int limit) {
    return jdbc.sql(BY_NUMBER)
        .params(scope.params())
        .param("term", term)
        .param("keys", keys(term))
        .param("limit", limit)
        .query((rs, i) -> new Listed(safe.state(rs), rs.getTimestamp("changed_at").toInstant()))
        .list();
  }

  /** People write numbers with blanks and dashes. */
  private String[] keys(String term) {
    String plain = term.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    return Stream.of(
            KINDS.stream().flatMap(kind -> Stream.of(kind + term, kind + plain)),
            Stream.of("ID:" + plain, "USCC:" + plain))
        .flatMap(keys -> keys)
        .distinct()
        .map(hash)
        .toArray(String[]::new);
  }
}
