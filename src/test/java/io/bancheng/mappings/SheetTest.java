package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.canonical.Channel;
import io.bancheng.canonical.DataQualityFlag;
import io.bancheng.canonical.Incoming;
import io.bancheng.canonical.Submission;
import io.bancheng.canonical.Unacceptable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTest {
  private static final String HEADER = "登记日期,反映人姓名,身份证号,联系电话,反映事项,诉求内容\n";
  private static final String NAME = "341522100_20261016.csv";
  private static final Mapping MAPPING =
      Mappings.load(Path.of("mappings"), new FixedGazetteer()).mapping("csv-township");

  @Test
  void utf8_with_and_without_mark_and_gb18030_give_the_same_rows() throws IOException {
    byte[] utf8 = Files.readAllBytes(Path.of("mappings/csv-township/" + NAME));
    String text = new String(utf8, StandardCharsets.UTF_8).substring(1);
    var marked = MAPPING.sheet(utf8);
    var plain = MAPPING.sheet(text.getBytes(StandardCharsets.UTF_8));
    var gb = MAPPING.sheet(text.getBytes(Charset.forName("GB18030")));
    assertThat(List.of(marked.encoding(), plain.encoding(), gb.encoding()))
        .containsExactly("UTF-8 (BOM)", "UTF-8", "GB18030");
    assertThat(marked.rows()).hasSize(10).isEqualTo(plain.rows()).isEqualTo(gb.rows());
  }

  @Test
  void characters_beyond_the_basic_plane_come_through_gb18030() {
    var sheet = MAPPING.sheet((HEADER + row("𬭎某")).getBytes(Charset.forName("GB18030")));
    assertThat(sheet.rows().get(0).cells()).containsEntry("反映人姓名", "𬭎某");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void commas_semicolons_and_tabs_stand_between_cells(String delimiter) {
    var sheet = sheet((HEADER + row("张某")).replace(",", delimiter));
    assertThat(sheet.delimiter()).isEqualTo(delimiter.charAt(0));
    assertThat(sheet.rows().get(0).cells()).containsEntry("反映人姓名", "张某").hasSize(6);
  }

  @Test
  void rows_are_counted_with_blank_ones_and_lines_as_an_editor_counts() {
    var sheet = sheet("\n登记表,,,,,\n" + HEADER + row("甲某\n") + ",,,,,\n\n" + row("乙某"));
    assertThat(sheet.rows()).extracting(Sheet.Row::number).containsExactly(1, 4);
    assertThat(sheet.rows()).extracting(Sheet.Row::line).containsExactly(4, 8);
  }

  @Test
  void ditto_takes_the_cell_above_and_a_sentence_stays_a_sentence() {
    var sheet =
        sheet(
            HEADER
                + "2026-10-09,甲某,,,低保,四个月没有结果。\n"
                + ",,,,,\n"
                + "同上,乙某,,,〃,同上\n"
                + "同上,丙某,同上,,同上,同上，我也一样。\n");
    assertThat(sheet.rows().get(2).cells())
        .containsEntry("登记日期", "2026-10-09")
        .containsEntry("反映事项", "低保")
        .containsEntry("诉求内容", "同上，我也一样。")
        .containsEntry("身份证号", "同上");
    assertThat(sheet.rows().get(1).cells()).containsEntry("诉求内容", "四个月没有结果。");
  }

  @Test
  void unknown_columns_are_told_once_and_kept() {
    var sheet = sheet("备 注,村民组,村民组,," + HEADER.strip() + "\n好,三组,四组,x," + row("甲某"));
    assertThat(sheet.unknown()).containsExactly("村民组", "村民组(3)", "列4");
    assertThat(submission(sheet, 0).extensions())
        .containsEntry("remark", "好")
        .hasEntrySatisfying(
            "other", other -> assertThat(other).hasToString("{村民组=三组, 村民组(3)=四组, 列4=x}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 第1行：文件是空的。第一行应为表头，至少有：反映事项、登记日期、诉求内容。",
        "'登记日期,姓名,反映事项\n2026-10-09,甲,乙' | 第1行：表头缺少列：诉求内容。请补上后重新提交。",
        "'登记日期,反映事项,诉求内容\n2026-10-09,\"甲,乙' | 第2行：这一行或其后的引号不成对，或单元格超过64 KiB。请检查双引号。",
      })
  void a_file_that_is_no_such_table_is_refused_with_the_line(String text, String why) {
    assertThatThrownBy(() -> sheet(text)).isInstanceOf(Unacceptable.class).hasMessage(why);
  }

  @Test
  void limits_hold() {
    assertThat(sheet(HEADER + row("甲某").repeat(10_000)).rows()).hasSize(10_000);
    refused(HEADER + row("甲某").repeat(10_001), "第10002行：超过10000行");
    refused(HEADER + "甲,".repeat(101), "第2行：超过100列");
    refused(HEADER + "甲".repeat(70_000) + ",", "第2行：");
    refused(HEADER + "甲".repeat(4 << 20), "文件超过10 MiB");
  }

  @Test
  void other_kinds_of_file_are_refused_and_never_unpacked() throws IOException {
    var zip = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("../bomb.csv"));
      for (int i = 0; i < 64; i++) {
        out.write(new byte[1 << 20]);
      }
    }
    assertThatThrownBy(() -> MAPPING.sheet(zip.toByteArray())).hasMessageContaining("压缩包");
    assertThatThrownBy(() -> MAPPING.sheet(HEADER.getBytes(StandardCharsets.UTF_16)))
        .hasMessageContaining("UTF-16");
    assertThatThrownBy(() -> MAPPING.sheet(new byte[] {'a', 0, 'b'}))
        .hasMessageContaining("这不是文本文件");
    assertThatThrownBy(() -> MAPPING.sheet(new byte[] {(byte) 0xFF, 'a'}))
        .hasMessageContaining("GB18030");
  }

  @Test
  void rounded_numbers_are_dropped_and_told_in_every_cell_of_numbers() {
    var submission = submission(sheet(HEADER + "2026-10-09,甲某,3.41522E+17,1.94E+10,低保,没有结果。"), 0);
    assertThat(submission.reporter().idNumber()).isNull();
    assertThat(submission.reporter().idType()).isNull();
    assertThat(submission.reporter().contacts()).isEmpty();
    assertThat(submission.flags()).contains(DataQualityFlag.PRECISION_LOST);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-09, 2026-10-09T00:00+08:00",
    "2026/10/9, 2026-10-09T00:00+08:00",
    "2026年10月9日, 2026-10-09T00:00+08:00",
    "'''2026/10/9 8:05', 2026-10-09T08:05+08:00",
    "20261009, 2026-10-09T00:00+08:00",
  })
  void dates_are_read_in_every_style(String date, String time) {
    var submission = submission(sheet(HEADER + date + ",甲某,,,低保,没有结果。"), 0);
    assertThat(submission.demand().reportedAt()).hasToString(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-13-40", "2026/2/30", "20261340", "昨天", "46304"})
  void a_date_that_does_not_exist_refuses_its_row_and_says_which(String date) {
    var sheet = sheet(HEADER + date + ",甲某,,,低保,没有结果。");
    assertThatThrownBy(() -> submission(sheet, 0)).isInstanceOf(Unacceptable.class);
    assertThat(MAPPING.complaints(message(sheet, 0, NAME), received()))
        .containsExactly("登记日期 无法识别: " + date);
  }

  @ParameterizedTest
  @CsvSource({
    "341522100_20261016_utf8bom.csv, 341522100_20261016.csv#1, 2026-10-16T17:00+08:00",
    "341522100_20261016-GB18030.CSV, 341522100_20261016.CSV#1, 2026-10-16T17:00+08:00",
    "341522100_20261399.csv, 341522100_20261399.csv#1, 2026-10-16T09:30+08:00",
    "城关镇十月.csv, 城关镇十月.csv#1, 2026-10-16T09:30+08:00",
  })
  void a_row_is_numbered_by_its_file_and_sent_when_the_files_day_closed(
      String file, String id, String sentAt) {
    var sheet = sheet(HEADER + row("甲某"));
    var envelope = submission(message(sheet, 0, file)).envelope();
    assertThat(envelope.sourceCaseId()).isEqualTo(id);
    assertThat(envelope.sentAt()).hasToString(sentAt);
  }

  @ParameterizedTest
  @CsvSource({
    "霍邱县某某种植专业合作社, ORGANIZATION",
    "安徽某某建材有限公司（霍邱分公司）, ENTERPRISE",
    "老街某某餐馆, SELF_EMPLOYED",
    "欧阳某某, INDIVIDUAL",
    "石店, INDIVIDUAL",
  })
  void a_body_is_told_from_a_person_by_its_name(String name, String type) {
    var reporter = submission(sheet(HEADER + row(name)), 0).reporter();
    assertThat(reporter.type()).isEqualTo(type);
    assertThat(type.equals("INDIVIDUAL") ? reporter.name() : reporter.orgName()).isEqualTo(name);
  }

  @Test
  void a_file_cannot_name_its_rows_itself() {
    var sheet = sheet("_row,_file," + HEADER + "9,x.csv," + row("甲某"));
    assertThat(submission(sheet, 0).envelope().sourceCaseId()).isEqualTo(NAME + "#1");
  }

  /** Whatever a cell holds, the row's own message gives it back. */
  @Property(tries = 300)
  void a_row_reads_the_same_from_its_own_message(@ForAll("cells") String cell) {
    var sheet = sheet(HEADER + CsvText.line(List.of("2026-10-09", "", "", "", "低保", cell)));
    var read = SourceCsv.read(message(sheet, 0, NAME), Sheet.ROW_TYPE);
    assertThat(read).containsAllEntriesOf(sheet.rows().get(0).cells());
    assertThat(read.get("诉求内容")).isEqualTo(Words.clean(cell).isEmpty() ? null : Words.clean(cell));
  }

  @Provide
  Arbitrary<String> cells() {
    return Arbitraries.strings()
        .withChars('"', ',', ';', '\n', '\r', '\t', ' ', '=', '@', '\'', '上', 'x')
        .ofMinLength(3)
        .ofMaxLength(12)
        .filter(cell -> !Words.clean(cell).equals("\""));
  }

  private static void refused(String text, String why) {
    assertThatThrownBy(() -> sheet(text)).hasMessageStartingWith(why);
  }

  private static String row(String name) {
    return "2026-10-09,\"" + name + "\",341522196606060000,19400000071,低保申请,四个月没有结果。\n";
  }

  private static Sheet sheet(String text) {
    return MAPPING.sheet(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] message(Sheet sheet, int row, String file) {
    return sheet.rows().get(row).message(file, "2026-10-16T09:30:00+08:00");
  }

  private static Submission submission(Sheet sheet, int row) {
    return submission(message(sheet, row, NAME));
  }

  private static Submission submission(byte[] raw) {
    return ((Incoming.NewCase) MAPPING.read(raw, received())).submission();
  }

  private static Received received() {
    return new Received("township", Channel.BATCH, null, Sheet.ROW_TYPE);
  }
}
