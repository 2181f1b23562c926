package io.bancheng.harness;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** A table whose rows are sent one by one; 同上 is filled in, as a clerk does. */
public final class TableRows {
  private final List<List<String>> lines;

  public TableRows(String csv) {
    try (var rows =
        new CsvMapper()
            .readerForListOf(String.class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .<List<String>>readValues(csv)) {
      lines = rows.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The header and that row, counted from 1. */
  public String alone(int row) {
    return line(lines.get(0)) + line(filled(row));
  }

  private List<String> filled(int row) {
    var cells = new java.util.ArrayList<>(lines.get(row));
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).equals("同上")) {
        cells.set(i, filled(row - 1).get(i));
      }
    }
    return cells;
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(",", "", "\r\n"));
  }
}
