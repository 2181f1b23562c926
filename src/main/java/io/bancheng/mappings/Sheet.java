package io.bancheng.mappings;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table that was sent as one file, taken apart into rows; each row is a message of its own.
 *
 * @param encoding as it was found, never guessed in silence
 * @param delimiter the character between two cells
 * @param unknown columns that the field table does not know, in the file's order
 * @param rows what stands below the header, without blank rows
 */
public record Sheet(String encoding, char delimiter, List<String> unknown, List<Row> rows) {
  public static final int MOST_BYTES = 10 << 20;
  public static final int MOST_ROWS = 10_000;
  static final int MOST_COLUMNS = 100;
  static final int MOST_CHARACTERS = 64 << 10;

  /** Media type and charset of what {@link Row#message} gives. */
  public static final String ROW_TYPE = "text/csv; charset=UTF-8";

  public Sheet {
    unknown = List.copyOf(unknown);
    rows = List.copyOf(rows);
  }

  /**
   * One row.
   *
   * @param number 1 for the first one below the header, blank rows counted
   * @param line where it begins, as an editor counts
   * @param cells the cells that are not blank, by column
   */
  public record Row(int number, int line, Map<String, String> cells) {
    /**
     * The row as a message that can be read without the rest of its file: a header, with the
     * columns {@code _file}, {@code _row} and {@code _arrived} in front, and the row itself.
     *
     * @param file what the sender calls the file
     * @param arrived when it came, in ISO 8601
     */
    public byte[] message(String file, String arrived) {
      var all = new LinkedHashMap<String, String>();
      all.put("_file", file);
      all.put("_row", String.valueOf(number));
      all.put("_arrived", arrived);
      cells.forEach(all::putIfAbsent);
      String text =
          CsvText.line(new ArrayList<>(all.keySet())) + CsvText.line(new ArrayList<>(all.values()));
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
