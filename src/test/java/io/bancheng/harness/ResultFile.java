package io.bancheng.harness;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A result file as its reader sees it: the line about the file, and one line for every row. */
public record ResultFile(String raw, Map<String, String> file, List<Map<String, String>> rows) {
  /** Reads a result file; it must carry the mark by which Excel knows UTF-8. */
  public static ResultFile of(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!text.startsWith("\uFEFF")) {
      throw new AssertionError("no byte order mark");
    }
    try (var lines =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .<Map<String, String>>readValues(text.substring(1))) {
      var all = lines.readAll();
      return new ResultFile(text, all.get(0), List.copyOf(all.subList(1, all.size())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The row's line. */
  public Map<String, String> row(int number) {
    return rows.stream()
        .filter(row -> row.get("行号").equals(String.valueOf(number)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row " + number + " in " + raw));
  }

  public String outcome(int row) {
    return row(row).get("结果");
  }

  public String caseNo(int row) {
    return row(row).get("编号").strip();
  }

  public List<String> caseNumbers() {
    return rows.stream().map(row -> row.get("编号").strip()).toList();
  }
}
