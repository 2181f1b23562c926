package io.bancheng.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table of rows with a header. Lines that begin with {@code #} are comments; lines are counted as
 * an editor counts them.
 */
final class CsvTable {
  private static final CsvFactory CSV =
      CsvFactory.builder()
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.ALLOW_COMMENTS)
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .build();

  private final SourceFile file;
  private final Findings findings;

  /** The columns that a table must have and those that it may have. */
  record Columns(List<String> required, List<String> optional) {
    static Columns of(String... required) {
      return new Columns(List.of(required), List.of());
    }

    Columns and(String... optional) {
      return new Columns(required, List.of(optional));
    }

    List<String> all() {
      return Stream.concat(required.stream(), optional.stream()).toList();
    }
  }

  private CsvTable(SourceFile file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  /** The rows below the header, top down. */
  static List<CsvRow> read(SourceFile file, Columns columns, Findings findings) {
    return new CsvTable(file, findings).rows(columns);
  }

  private List<CsvRow> rows(Columns columns) {
    var lines = lines();
    if (!file.readable()) {
      return List.of();
    }
    if (lines.isEmpty()) {
      findings.add(
          file.start(),
          "this table has no header.",
          "First row: %s.".formatted(String.join(",", columns.required())));
      return List.of();
    }
    var header = lines.get(0);
    check(header, columns);
    return lines.stream().skip(1).flatMap(line -> row(header, line)).toList();
  }

  private void check(List<CsvRow.Cell> header, Columns columns) {
    var seen = new HashSet<String>();
    for (CsvRow.Cell cell : header) {
      if (!columns.all().contains(cell.text())) {
        findings.unknown(cell.place(), "column", cell.text(), columns.all(), "");
      } else if (!seen.add(cell.text())) {
        findings.add(
            cell.place(), "column \"%s\" stands here twice.".formatted(cell.text()), "Keep one.");
      }
    }
    for (String column : columns.required()) {
      if (!seen.contains(column)) {
        findings.add(
            header.get(0).place(), "column \"%s\" is missing.".formatted(column), "Add it.");
      }
    }
  }

  private Stream<CsvRow> row(List<CsvRow.Cell> header, List<CsvRow.Cell> line) {
    if (line.stream().allMatch(cell -> cell.text().isEmpty())) {
      return Stream.empty();
    }
    if (line.size() != header.size()) {
      findings.add(
          line.get(0).place(),
          "this row has %d cells, the header has %d.".formatted(line.size(), header.size()),
          "Count the commas; a cell with a comma in it needs \"quotes\".");
      return Stream.empty();
    }
    var cells = new LinkedHashMap<String, CsvRow.Cell>();
    for (int i = 0; i < line.size(); i++) {
      cells.put(header.get(i).text(), line.get(i));
    }
    return Stream.of(new CsvRow(cells, line.get(0).place(), findings));
  }

  private List<List<CsvRow.Cell>> lines() {
    var lines = new ArrayList<List<CsvRow.Cell>>();
    try (var parser = CSV.createParser(file.text())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY) {
          lines.add(new ArrayList<>());
        } else if (token == JsonToken.VALUE_STRING) {
          var at = parser.currentTokenLocation();
          lines
              .get(lines.size() - 1)
              .add(new CsvRow.Cell(parser.getText(), file.place(at.getLineNr(), at.getColumnNr())));
        }
      }
    } catch (JacksonException e) {
      findings.add(
          lastRow(lines),
          "this row or one below cannot be read: %s.".formatted(e.getOriginalMessage()),
          "Close every \"quote\".");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines.removeIf(List::isEmpty);
    return lines;
  }

  private Place lastRow(List<List<CsvRow.Cell>> lines) {
    return lines.stream()
        .filter(line -> !line.isEmpty())
        .reduce((earlier, later) -> later)
        .map(line -> line.get(0).place())
        .orElse(file.start());
  }
}
