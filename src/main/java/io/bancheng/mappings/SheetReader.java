package io.bancheng.mappings;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.canonical.Unacceptable.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes a table apart into rows: header in any order and below any title, blank rows skipped, the
 * traces that spreadsheets leave taken away. Complaints name lines and columns, never cells.
 */
final class SheetReader {
  private static final CsvFactory CSV =
      CsvFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Sheet.MOST_CHARACTERS).build())
          .build();
  private static final int TITLE_LINES = 10;
  private static final Set<String> DITTO = Set.of("同上", "同上。", "同前", "〃", "″", "\"");
  private static final Pattern MARKED_AS_TEXT =
      Pattern.compile("[\'‘’](?=[\\d０-９])[\\d０-９Xx:/. -]+");
  private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s]+");

  private final TableText source;
  private final Columns columns;
  private final List<Line> titles = new ArrayList<>();
  private final List<Sheet.Row> rows = new ArrayList<>();
  private final Set<String> inUse = new LinkedHashSet<>();
  private List<String> header;
  private Map<String, String> above = Map.of();
  private int number;

  private record Line(int line, List<String> cells) {
    boolean blank() {
      return cells.stream().allMatch(String::isEmpty);
    }
  }

  private SheetReader(TableText source, Columns columns) {
    this.source = source;
    this.columns = columns;
  }

  /**
   * The table in that text.
   *
   * @throws Unacceptable UNREADABLE or INVALID if it is none, or larger than the hub takes
   */
  static Sheet read(TableText source, Columns columns) {
    return new SheetReader(source, columns).sheet();
  }

  private Sheet sheet() {
    char delimiter = Delimiter.of(source.text());
    var schema = CsvSchema.emptySchema().withColumnSeparator(delimiter);
    int line = 1;
    try (var parser = CSV.createParser(source.text())) {
      parser.setSchema(schema);
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY) {
          line = parser.currentLocation().getLineNr();
          take(new Line(line, cells(parser)));
        }
      }
    } catch (JacksonException e) {
      throw refused(Kind.UNREADABLE, line, "这一行或其后的引号不成对，或单元格超过64 KiB。请检查双引号。");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (header == null) {
      throw noHeader();
    }
    return new Sheet(source.encoding(), delimiter, columns.unknown(inUse), rows);
  }

  private static List<String> cells(CsvParser parser) throws IOException {
    var cells = new ArrayList<String>();
    int line = parser.currentLocation().getLineNr();
    while (parser.nextToken() == JsonToken.VALUE_STRING) {
      if (cells.size() == Sheet.MOST_COLUMNS) {
        throw refused(Kind.UNREADABLE, line, "超过100列。请删去多余的列。");
      }
      cells.add(Words.clean(parser.getText()));
    }
    return cells;
  }

  private void take(Line line) {
    if (header != null) {
      number++;
      if (!line.blank()) {
        add(line);
      }
    } else if (!line.blank()) {
      header(line);
    }
  }

  private void header(Line line) {
    var names = names(line.cells());
    titles.add(line);
    if (columns.missing(names).isEmpty()) {
      header = names;
      names.stream()
          .filter(name -> !line.cells().get(names.indexOf(name)).isEmpty())
          .forEach(inUse::add);
    } else if (titles.size() == TITLE_LINES) {
      throw noHeader();
    }
  }

  private void add(Line line) {
    if (rows.size() == Sheet.MOST_ROWS) {
      throw refused(Kind.INVALID, line.line(), "超过10000行。请拆成几个文件后重新提交。");
    }
    var cells = new LinkedHashMap<String, String>();
    for (int i = 0; i < line.cells().size(); i++) {
      String column = i < header.size() ? header.get(i) : "列" + (i + 1);
      String cell = line.cells().get(i);
      String meant = DITTO.contains(cell) ? above.getOrDefault(column, cell) : plain(cell);
      if (!meant.isEmpty()) {
        cells.put(column, meant);
      }
    }
    above = cells;
    inUse.addAll(cells.keySet());
    rows.add(new Sheet.Row(number, line.line(), cells));
  }

  /** Spreadsheets keep numbers as text by an apostrophe in front. */
  private static String plain(String cell) {
    return MARKED_AS_TEXT.matcher(cell).matches() ? cell.substring(1) : cell;
  }

  private static List<String> names(List<String> cells) {
    var names = new ArrayList<String>();
    for (int i = 0; i < cells.size(); i++) {
      String name = BLANKS.matcher(Words.narrow(cells.get(i))).replaceAll("");
      String column = name.isEmpty() ? "列" + (i + 1) : name;
      names.add(names.contains(column) ? column + "(" + (i + 1) + ")" : column);
    }
    return names;
  }

  private Unacceptable noHeader() {
    if (titles.isEmpty()) {
      return refused(Kind.INVALID, 1, "文件是空的。第一行应为表头，至少有：" + columns + "。");
    }
    var nearest = titles.get(0);
    for (Line line : titles) {
      nearest = missing(line).size() < missing(nearest).size() ? line : nearest;
    }
    return refused(
        Kind.INVALID, nearest.line(), "表头缺少列：" + String.join("、", missing(nearest)) + "。请补上后重新提交。");
  }

  private List<String> missing(Line line) {
    return columns.missing(names(line.cells()));
  }

  private static Unacceptable refused(Kind kind, int line, String what) {
    return new Unacceptable(kind, "第" + line + "行：" + what);
  }
}
