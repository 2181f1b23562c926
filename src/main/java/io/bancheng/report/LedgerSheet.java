package io.bancheng.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A table that is written row after row and never held in memory. No cell of it is ever taken for a
 * formula.
 */
public abstract class LedgerSheet implements Closeable {
  /** What a table can be written as. */
  public enum Format {
    CSV("text/csv; charset=UTF-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    /** The format of that name, in whatever case. */
    public static Optional<Format> of(String name) {
      return Arrays.stream(values()).filter(f -> f.name().equalsIgnoreCase(name)).findFirst();
    }

    String mediaType() {
      return mediaType;
    }
  }

  /** A sheet that writes to that stream and closes it. */
  public static LedgerSheet to(OutputStream out, Format format) throws IOException {
    return format == Format.CSV ? new CsvSheet(out) : new XlsxSheet(out);
  }

  /** Writes one row; null cells are empty. */
  public final void row(List<String> cells) throws IOException {
    write(cells.stream().map(LedgerSheet::safe).toList());
  }

  protected abstract void write(List<String> cells) throws IOException;

  /** What a spreadsheet would compute gets an apostrophe, which makes it text (OWASP). */
  static String safe(String cell) {
    if (cell == null || cell.isEmpty()) {
      return "";
    }
    return "=+-@\t\r\n＝＋－＠".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }
}
