package io.bancheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class TableCommandTest {
  private static final String TABLE =
      """
      # 部门，"tiers" 见说明
      deptType,nameZh,tiers

      # 卫健
      wjw,卫生健康委员会,"P,C,D"
      0103,"他说""不行""\","两
      行"
      """;

  @TempDir Path dir;

  private String said = "";

  static Stream<Path> shippedTables() throws IOException {
    return Files.list(Path.of("config/tables")).filter(file -> file.toString().endsWith(".csv"));
  }

  @ParameterizedTest
  @MethodSource("shippedTables")
  void a_shipped_table_comes_back_byte_for_byte(Path shipped) throws IOException {
    Path csv = dir.resolve(shipped.getFileName());
    Files.copy(shipped, csv);
    assertThat(run("table", csv.toString())).as(() -> said).isZero();
    Path book = Path.of(csv.toString().replace(".csv", ".xlsx"));
    assertThat(run("table", book.toString(), "--replace")).as(() -> said).isZero();
    assertThat(csv).hasSameBinaryContentAs(shipped);
  }

  @Test
  void comments_blank_lines_quotes_and_leading_zeros_stay() throws IOException {
    Path csv = Files.writeString(dir.resolve("t.csv"), TABLE);
    run("table", csv.toString());
    assertThat(
            run("table", dir.resolve("t.xlsx").toString(), "-o", dir.resolve("u.csv").toString()))
        .isZero();
    assertThat(dir.resolve("u.csv")).hasSameTextualContentAs(csv);
  }

  @Test
  void what_people_type_into_a_workbook_is_read_as_they_see_it() throws IOException {
    Path book = dir.resolve("t.xlsx");
    try (OutputStream out = Files.newOutputStream(book);
        var workbook = new Workbook(out, "WPS", "1.0")) {
      var sheet = workbook.newWorksheet("s");
      sheet.value(0, 0, "code");
      sheet.value(0, 1, "day");
      sheet.value(0, 2, "note");
      sheet.value(1, 0, 340882);
      sheet.value(1, 1, LocalDate.of(2026, 10, 9));
      sheet.style(1, 1).format("yyyy-mm-dd").set();
      sheet.value(3, 0, 2.5);
      sheet.value(4, 0, "#12");
      sheet.value(4, 2, "no comment");
    }
    assertThat(run("table", book.toString())).as(() -> said).isZero();
    assertThat(dir.resolve("t.csv"))
        .hasContent("code,day,note\n340882,2026-10-09,\n\n2.5,,\n\"#12\",,no comment\n");
  }

  @Test
  void gb18030_is_told_and_converted_only_on_request() throws IOException {
    byte[] gbk = TABLE.getBytes(Charset.forName("GB18030"));
    Path csv = Files.write(dir.resolve("t.csv"), gbk);
    run("table", csv.toString());
    assertThat(said).contains("was read as GB18030");
    assertThat(csv).hasBinaryContent(gbk);
    assertThat(run("table", "--utf8", csv.toString())).isZero();
    assertThat(csv).hasContent(TABLE);
  }

  @Test
  void nothing_is_written_over_unasked_and_other_files_are_refused() throws IOException {
    Path csv = Files.writeString(dir.resolve("t.csv"), TABLE);
    Files.writeString(dir.resolve("t.xlsx"), "mine");
    assertThat(run("table", csv.toString())).isEqualTo(2);
    assertThat(said).contains("--replace");
    assertThat(dir.resolve("t.xlsx")).hasContent("mine");
    assertThat(run("table", dir.resolve("t.xlsx").toString(), "--replace")).isEqualTo(2);
    assertThat(run("table", Files.writeString(dir.resolve("t.xls"), "x").toString())).isEqualTo(2);
    assertThat(csv).hasContent(TABLE);
    Path open = Files.writeString(dir.resolve("open.csv"), "a,\"b\nc");
    assertThat(run("table", open.toString())).isEqualTo(2);
    assertThat(said).contains("never closed");
  }

  private int run(String... args) {
    var words = new StringWriter();
    var line = new CommandLine(new HubCommand());
    line.setOut(new PrintWriter(words));
    line.setErr(new PrintWriter(words));
    int exit = line.execute(args);
    said = words.toString();
    return exit;
  }
}
