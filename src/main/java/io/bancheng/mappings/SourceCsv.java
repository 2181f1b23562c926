package io.bancheng.mappings;

import io.bancheng.canonical.Unacceptable;
import java.util.List;
import java.util.Map;

/** Rows of a table with its header, as column and text; a blank cell counts as absent. */
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

  /**
   * Every row of a table; its charset is found out where none is declared.
   *
   * @throws Unacceptable if it is no table
   */
  static List<Map<String, String>> rows(byte[] raw, String contentType) {
    boolean declared = SourceText.declared(contentType).isPresent();
    var text = declared ? TableText.declared(raw, contentType) : TableText.detected(raw);
    return SheetReader.read(text, Columns.ANY).rows().stream().map(Sheet.Row::cells).toList();
  }
}
