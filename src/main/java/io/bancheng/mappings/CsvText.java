package io.bancheng.mappings;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lines of CSV as RFC 4180 wants them: every cell in quotes, CRLF at the end. */
final class CsvText {
  private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r\\n＝＋－＠]");

  private CsvText() {}

  static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  /** A line for people's spreadsheets: what they would take for a formula is marked as text. */
  static String shown(List<String> cells) {
    return line(
        cells.stream().map(cell -> FORMULA.matcher(cell).find() ? "'" + cell : cell).toList());
  }
}
