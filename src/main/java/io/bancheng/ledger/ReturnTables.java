package io.bancheng.ledger;

import io.bancheng.canonical.BuckPassingSuspected;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.ReturnRequested;
import io.bancheng.canonical.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Who asked to give cases back, and what was noted about it; the words themselves stay with the
 * event, here is only a print of them.
 */
final class ReturnTables {
  private final JdbcTemplate jdbc;

  ReturnTables(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void write(CaseFile file) {
    var asked = new ArrayList<Object[]>();
    var noted = new ArrayList<Object[]>();
    for (var event : file.fresh()) {
      if (event instanceof ReturnRequested e) {
        asked.add(row(file, e));
      } else if (event instanceof BuckPassingSuspected e) {
        var s = e.suspicion();
        noted.add(
            new Object[] {
              s.assignmentId(), s.kind().name(), s.caseNo(), s.count(), Timestamp.from(e.at())
            });
      }
    }
    update(
        "insert into return_asked (case_no, assignment_id, department, round, print, at)"
            + " values (?, ?, ?, ?, ?, ?)",
        asked);
    update(
        "insert into suspicion (assignment_id, kind, case_no, count, at) values (?, ?, ?, ?, ?)"
            + " on conflict do nothing",
        noted);
  }

  private void update(String sql, List<Object[]> rows) {
    if (!rows.isEmpty()) {
      jdbc.batchUpdate(sql, rows);
    }
  }

  private static Object[] row(CaseFile file, ReturnRequested e) {
    var c = file.current();
    return new Object[] {
      c.caseNo(),
      e.assignmentId(),
      c.assignment(e.assignmentId()).orElseThrow().department().toString(),
      c.round(),
      print(e.texts().get("reasonText")),
      Timestamp.from(e.at())
    };
  }

  /** The same words have the same print, however they are set. */
  private static String print(String words) {
    String folded =
        Normalizer.normalize(words == null ? "" : words, Normalizer.Form.NFKC)
            .replaceAll("[^\\p{L}\\p{N}]", "");
    return Sha256.hex(folded.getBytes(StandardCharsets.UTF_8));
  }
}
