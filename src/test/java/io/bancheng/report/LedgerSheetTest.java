package io.bancheng.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.report.LedgerSheet.Format;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerSheetTest {
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"})
  void what_a_spreadsheet_would_compute_is_made_text(String cell) throws IOException {
    assertThat(csv(List.of(cell))).doesNotContain("\"" + cell).contains("'" + cell);
    try (var book = new ReadableWorkbook(new ByteArrayInputStream(written(Format.XLSX, cell)))) {
      var text = book.getFirstSheet().read().get(1).getCellText(0);
      assertThat(text).startsWith("'");
    }
  }

  @Test
  void values_are_text_with_a_mark_in_front_and_quotes_where_needed() throws IOException {
    assertThat(csv(Arrays.asList("340882261009000015", "说“好”,\"行\"", null, "两\n行", "𬭎某")))
        .isEqualTo("\uFEFF编号\r\n340882261009000015,\"说“好”,\"\"行\"\"\",,\"两\n行\",𬭎某\r\n");
  }

  @Test
  void a_workbook_keeps_every_character() throws IOException {
    String text = "𬭎某 <b>&amp;\u0001 👨‍👩‍👧";
    try (var book = new ReadableWorkbook(new ByteArrayInputStream(written(Format.XLSX, text)))) {
      assertThat(book.getFirstSheet().read().get(1).getCellText(0))
          .isEqualTo(text.replace("\u0001", ""));
    }
  }

  private static String csv(List<String> cells) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var sheet = LedgerSheet.to(out, Format.CSV)) {
      sheet.row(List.of("编号"));
      sheet.row(cells);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static byte[] written(Format format, String cell) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var sheet = LedgerSheet.to(out, format)) {
      sheet.row(List.of("编号"));
      sheet.row(List.of(cell));
    }
    return out.toByteArray();
  }
}
