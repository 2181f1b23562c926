package io.bancheng.ledger;

import io.bancheng.canonical.BuckPassingSuspected;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.ReturnRequested;
import io.bancheng.canonical.Sha256;
import io.bancheng.ledger.ManyRows.Statement;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Who asked to give cases back, and what was noted about it; the words themselves stay with the
 * event, here is only a print of them.
 */
final class ReturnTables {
  private static final Statement ASKED =
      Statement.of(
          """
          insert into return_asked (case_no, assignment_id, department, round, print, at)
          select case_no, assignment_id, department, round, print, at::timestamptz from :rows
          """,
          "case_no text",
          "assignment_id text",
          "department text",
          "round int4",
          "print text",
          "at text");
  private static final Statement NOTED =
      Statement.of(
          """
          insert into suspicion (assignment_id, kind, case_no, count, at)
          select assignment_id, kind, case_no, count, at::timestamptz from :rows
          on conflict do nothing
          """,
          "assignment_id text",
          "kind text",
          "case_no text",
          "count int4",
          "at text");

  private ReturnTables() {}

  static void additions(CaseFile file, Pipeline to) {
    var asked = new ManyRows(ASKED);
    var noted = new ManyRows(NOTED);
    for (var event : file.fresh()) {
      if (event instanceof ReturnRequested e) {
        asked(file, e, asked);
      } else if (event instanceof BuckPassingSuspected e) {
        var s = e.suspicion();
        noted.add(s.assignmentId(), s.kind().name(), s.caseNo(), s.count(), e.at());
      }
    }
    to.add(asked).add(noted);
  }

  private static void asked(CaseFile file, ReturnRequested e, ManyRows rows) {
    var c = file.current();
    rows.add(
        c.caseNo(),
        e.assignmentId(),
        c.assignment(e.assignmentId()).orElseThrow().department(),
        c.round(),
        print(e.texts().get("reasonText")),
        e.at());
  }

  /** The same words have the same print, however they are set. */
  private static String print(String words) {
    String folded =
        Normalizer.normalize(words == null ? "" : words, Normalizer.Form.NFKC)
            .replaceAll("[^\\p{L}\\p{N}]", "");
    return Sha256.hex(folded.getBytes(StandardCharsets.UTF_8));
  }
}
