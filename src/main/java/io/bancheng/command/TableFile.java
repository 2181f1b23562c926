package io.bancheng.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/**
 * An operators' table with its comments, as CSV and as a workbook.
 *
 * @param lines top down; a comment or an empty line is one cell
 */
record TableFile(List<List<String>> lines) {
  private static final ObjectReader CELLS =
      new CsvMapper().readerFor(String[].class).with(CsvParser.Feature.WRAP_AS_ARRAY);
  private static final int SPARE_ROWS = 500;
  private static final int NARROW = 8;
  private static final int WIDE = 60;

  /**
   * Reads CSV text.
   *
   * @throws IllegalArgumentException naming the line that cannot be read
   */
  static TableFile csv(String text) {
    var lines = new ArrayList<List<String>>();
    var record = new StringBuilder();
    int number = 0;
    for (String line : text.split("\\r?\\n", -1)) {
      number++;
      boolean begun = !record.isEmpty();
      if (!begun && (line.isBlank() || line.startsWith("#"))) {
        lines.add(List.of(line));
        continue;
      }
      record.append(begun ? "\n" : "").append(line);
      if (record.chars().filter(c -> c == '"').count() % 2 == 0) {
        lines.add(cells(record.toString(), number));
        record.setLength(0);
      }
    }
    if (!record.isEmpty()) {
      throw new IllegalArgumentException("A \"quote\" is never closed.");
    }
    if (lines.get(lines.size() - 1).equals(List.of(""))) {
      lines.remove(lines.size() - 1);
    }
    return new TableFile(List.copyOf(lines));
  }

  /** Reads the first sheet of a workbook; every cell as text, dates as 2026-10-09. */
  static TableFile workbook(InputStream in) throws IOException {
    try (var book = new ReadableWorkbook(in, new ReadingOptions(true, false));
        var rows = book.getFirstSheet().openStream()) {
      var lines = new ArrayList<List<String>>();
      int columns = 0;
      for (Row row : rows.toList()) {
        while (lines.size() < row.getRowNum() - 1) {
          lines.add(List.of(""));
        }
        var cells = row.stream().map(TableFile::text).toList();
        boolean comment = filled(cells) < 2 && (cells.isEmpty() || cells.get(0).startsWith("#"));
        if (columns == 0 && !comment) {
          columns = filled(cells);
        }
        lines.add(comment ? List.of(cells.isEmpty() ? "" : cells.get(0)) : fitted(cells, columns));
      }
      while (!lines.isEmpty() && lines.get(lines.size() - 1).equals(List.of(""))) {
        lines.remove(lines.size() - 1);
      }
      return new TableFile(List.copyOf(lines));
    }
  }

  /** As CSV text, in quotes only where it must be. */
  String csv() {
    return lines.stream()
        .map(
            cells ->
                cells.size() == 1
                    ? cells.get(0)
                    : cells.stream().map(TableFile::quoted).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** As a workbook, in which every cell is text, so that 0103 stays 0103. */
  void workbook(String sheetName, OutputStream out) throws IOException {
    try (var book = new Workbook(out, "Bancheng", "1.0")) {
      var sheet = book.newWorksheet(sheetName);
      int columns = lines.stream().mapToInt(List::size).max().orElse(1);
      sheet.range(0, 0, lines.size() + SPARE_ROWS, columns - 1).style().format("@").set();
      for (int row = 0; row < lines.size(); row++) {
        for (int column = 0; column < lines.get(row).size(); column++) {
          String cell = lines.get(row).get(column);
          if (!cell.isEmpty()) {
            sheet.value(row, column, cell);
          }
        }
      }
      IntStream.range(0, columns).forEach(column -> sheet.width(column, width(column)));
      int head = head();
      sheet.range(head, 0, head, columns - 1).style().bold().format("@").set();
      sheet.freezePane(0, head + 1);
    }
  }

  private int head() {
    return (int) lines.stream().takeWhile(cells -> cells.size() == 1).count();
  }

  private int width(int column) {
    int longest =
        lines.stream()
            .filter(cells -> cells.size() > 1 && cells.size() > column)
            .mapToInt(cells -> cells.get(column).codePoints().map(c -> c > 0xFF ? 2 : 1).sum())
            .max()
            .orElse(NARROW);
    return Math.max(NARROW, Math.min(WIDE, longest + 2));
  }

  private static List<String> cells(String record, int line) {
    try {
      return List.of(((String[][]) CELLS.forType(String[][].class).readValue(record))[0]);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Line %d cannot be read: %s.".formatted(line, e.getOriginalMessage()), e);
    }
  }

  private static String text(Cell cell) {
    if (cell == null || cell.getType() == CellType.EMPTY) {
      return "";
    }
    if (cell.getType() != CellType.NUMBER) {
      return cell.getText().strip();
    }
    String format = cell.getDataFormatString();
    return format != null && format.toLowerCase(Locale.ROOT).contains("yy")
        ? cell.asDate().toLocalDate().toString()
        : cell.asNumber().stripTrailingZeros().toPlainString();
  }

  private static int filled(List<String> cells) {
    int last = cells.size();
    while (last > 0 && cells.get(last - 1).isEmpty()) {
      last--;
    }
    return last;
  }

  private static List<String> fitted(List<String> cells, int columns) {
    if (filled(cells) == 0) {
      return List.of("");
    }
    return IntStream.range(0, Math.max(columns, filled(cells)))
        .mapToObj(column -> column < cells.size() ? cells.get(column) : "")
        .toList();
  }

  private static String quoted(String cell) {
    return cell.matches("(?s).*[,\"\\r\\n].*|#.*|\\s.*|.*\\s")
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }
}
