package io.bancheng.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook (ECMA-376) whose rows leave memory as they are written: texts stand in their cells and
 * not in a common list. What one sheet cannot hold goes on in the next, under the same head.
 */
final class XlsxSheet extends LedgerSheet {
  private static final int MOST_ROWS = 1_000_000;
  private static final int FLUSH = 500;
  private static final int WIDTH = 20;

  private final OutputStream out;
  private final Workbook book;
  private Worksheet sheet;
  private List<String> head;
  private int sheets;
  private int row;

  XlsxSheet(OutputStream out) {
    this.out = out;
    this.book = new Workbook(out, "Bancheng", "1.0");
  }

  @Override
  protected void write(List<String> cells) throws IOException {
    if (head == null) {
      head = cells;
      begin();
      return;
    }
    if (row > MOST_ROWS) {
      sheet.finish();
      begin();
    }
    put(cells);
  }

  private void begin() throws IOException {
    sheets++;
    row = 0;
    sheet = book.newWorksheet("台账" + (sheets == 1 ? "" : sheets));
    sheet.freezePane(0, 1);
    for (int i = 0; i < head.size(); i++) {
      sheet.width(i, WIDTH);
    }
    sheet.range(0, 0, 0, head.size() - 1).style().bold().set();
    put(head);
  }

  private void put(List<String> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        sheet.inlineString(row, i, cells.get(i));
      }
    }
    row++;
    if (row % FLUSH == 0) {
      sheet.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (sheet == null) {
      book.newWorksheet("台账");
    }
    book.close();
    out.close();
  }
}
