package io.bancheng.bench;

import io.bancheng.canonical.Seal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * What reporters, departments and the office said, for copies of cases: each sealed for its row.
 */
record SealedWords(Seal seal) implements ManyCases.Words {
  private record Said(String salt, byte[] words) {}

  private interface Line {
    String of(String old, String twin);
  }

  @Override
  public void seal(Connection ledger) throws SQLException {
    try (var running = ledger.createStatement()) {
      running.execute("create temp table sealed_opinion (case_no text, opinions bytea)");
    }
    var said =
        all(
            ledger,
            "select case_no, salt, words from person_data where seq = 1",
            "person_data/%s/1");
    var opinions =
        all(
            ledger,
            "select case_no, '', opinions from case_record where opinions is not null",
            "case_record/%s");
    copy(
        ledger,
        "copy person_data (case_no, seq, salt, words) from stdin",
        (old, twin) ->
            said.containsKey(old)
                ? "%s\t1\t%s\t%s\n"
                    .formatted(
                        twin, said.get(old).salt(), sealed("person_data/" + twin + "/1", said, old))
                : "");
    copy(
        ledger,
        "copy sealed_opinion from stdin",
        (old, twin) ->
            opinions.containsKey(old)
                ? "%s\t%s\n".formatted(twin, sealed("case_record/" + twin, opinions, old))
                : "");
  }

  private String sealed(String row, Map<String, Said> clear, String old) {
    return "\\\\x" + HexFormat.of().formatHex(seal.seal(row, clear.get(old).words()));
  }

  private Map<String, Said> all(Connection ledger, String question, String row)
      throws SQLException {
    var all = new HashMap<String, Said>();
    try (var asked = ledger.createStatement();
        var rows = asked.executeQuery(question)) {
      while (rows.next()) {
        String caseNo = rows.getString(1);
        byte[] words = seal.open(row.formatted(caseNo), rows.getBytes(3));
        all.put(caseNo, new Said(rows.getString(2), words));
      }
    }
    return all;
  }

  private static void copy(Connection ledger, String statement, Line line) throws SQLException {
    long start = System.nanoTime();
    var twins = new java.util.ArrayList<String[]>();
    try (var asked = ledger.createStatement();
        var rows = asked.executeQuery("select old, new from twin")) {
      while (rows.next()) {
        twins.add(new String[] {rows.getString(1).intern(), rows.getString(2)});
      }
    }
    var copy = ledger.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
    var buffer = new StringBuilder();
    for (String[] twin : twins) {
      buffer.append(line.of(twin[0], twin[1]));
      if (buffer.length() > 1 << 18) {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.US_ASCII);
        copy.writeToCopy(bytes, 0, bytes.length);
        buffer.setLength(0);
      }
    }
    byte[] rest = buffer.toString().getBytes(StandardCharsets.US_ASCII);
    copy.writeToCopy(rest, 0, rest.length);
    System.out.printf(
        "%.1f s: %s, %d rows%n", (System.nanoTime() - start) / 1e9, statement, copy.endCopy());
  }
}
