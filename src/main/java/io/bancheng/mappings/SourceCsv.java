package io.bancheng.mappings;

import io.bancheng.canonical.Unacceptable;
import java.util.Map;

/** One row of a table with its header, as column and text; a blank cell counts as absent. */
final class SourceCsv {
  private SourceCsv() {}

  /**
   * Reads a row.
   *
   * @throws Unacceptable if it is not a header and one row
   */
  static Map<String, String> read(byte[] raw, String contentType) {
    var rows = SheetReader.read(TableText.declared(raw, contentType), Columns.ANY).rows();
    if (rows.size() != 1) {
      throw new Unacceptable(Unacceptable.Kind.UNREADABLE, "应为一行表头加一行数据，实有" + rows.size() + "行数据。");
    }
    return rows.get(0).cells();
  }
}
