package io.bancheng.report;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Comma-separated values (RFC 4180) in UTF-8, with the mark by which spreadsheets know it. */
final class CsvSheet extends LedgerSheet {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final SequenceWriter rows;

  CsvSheet(OutputStream out) throws IOException {
    var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    text.write(BYTE_ORDER_MARK);
    this.rows =
        new CsvMapper()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .writerFor(List.class)
            .with(CsvSchema.emptySchema().withLineSeparator("\r\n"))
            .writeValues(text);
  }

  @Override
  protected void write(List<String> cells) throws IOException {
    rows.write(cells);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
