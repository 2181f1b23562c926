package io.bancheng.ledger;

import io.bancheng.canonical.Case;
import io.bancheng.canonical.OpenCase;
import io.bancheng.canonical.Submission;
import io.bancheng.ledger.ManyRows.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds the open cases of a reporter by keyed hashes of contacts and numbers, and keeps the print
 * of what was said. Neither a number nor a word can be got back from its rows.
 */
final class ReporterIndex {
  private static final String OPEN_CASES =
      ManyRows.any(
          """
          select distinct r.case_no, r.category_code, r.registered_at
          from reporter_key k join case_record r on r.case_no = k.case_no
          where k.key = :any and k.at >= ? and r.status = :any
          order by r.registered_at desc limit ?
          """);

  private static final int MOST = 20;
  private static final Statement SPOKE =
      Statement.of(
          "insert into reporter_key (key, case_no, at) select key, case_no, at::timestamptz from :rows",
          "key text",
          "case_no text",
          "at text");
  private static final Statement SAID =
      Statement.of(
          """
          insert into text_print (case_no, region_code, at, print, b1, b2, b3, b4)
          select case_no, region_code, at::timestamptz, print, b1, b2, b3, b4 from :rows
          """,
          "case_no text",
          "region_code text",
          "at text",
          "print int8",
          "b1 int4",
          "b2 int4",
          "b3 int4",
          "b4 int4");

  private final JdbcTemplate jdbc;
  private final UnaryOperator<String> hash;

  /**
   * @param hash keyed hash of one contact or number
   */
  ReporterIndex(JdbcTemplate jdbc, UnaryOperator<String> hash) {
    this.jdbc = jdbc;
    this.hash = hash;
  }

  /** The reporter's open cases that were registered since then, the latest first. */
  List<OpenCase> openCases(Submission said, Instant since) {
    var keys = keys(said);
    return keys.length == 0
        ? List.of()
        : jdbc.query(
            OPEN_CASES,
            (rs, i) ->
                new OpenCase(
                    rs.getString("case_no"),
                    rs.getString("category_code"),
                    rs.getTimestamp("registered_at").toInstant()),
            keys,
            Timestamp.from(since),
            SourceIndex.open(),
            MOST);
  }

  /** Notes who spoke and what was said. */
  void additions(List<Posting> postings, Pipeline to) {
    var spoke = new ManyRows(SPOKE);
    var said = new ManyRows(SAID);
    for (Posting posting : postings) {
      var c = posting.file().current();
      var submission = posting.file().submission();
      for (String key : keys(submission)) {
        spoke.add(key, c.caseNo(), c.registeredAt());
      }
      TextPrint.of(submission.demand()).ifPresent(print -> said.add(row(c, print)));
    }
    to.add(spoke).add(said);
  }

  private static Object[] row(Case c, TextPrint p) {
    int b1 = p.band(0);
    int b2 = p.band(1);
    int b3 = p.band(2);
    int b4 = p.band(3);
    return new Object[] {c.caseNo(), c.regionCode(), c.registeredAt(), p.bits(), b1, b2, b3, b4};
  }

  private String[] keys(Submission said) {
    var reporter = said.reporter();
    var contacts =
        reporter.contacts().stream()
            .filter(contact -> !Boolean.FALSE.equals(contact.valid()))
            .map(contact -> contact.type() + ":" + contact.value());
    var numbers =
        Stream.of(labelled("ID:", reporter.idNumber()), labelled("USCC:", reporter.uscc()));
    return Stream.concat(contacts, numbers)
        .filter(Objects::nonNull)
        .distinct()
        .map(hash)
        .toArray(String[]::new);
  }

  private static String labelled(String label, String number) {
    return number == null ? null : label + number;
  }
}
