package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.harness.DropBox;
import io.bancheng.harness.ResultFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A township's files through its folder: every row has its outcome, and nothing is done twice. */
class BatchTest extends HubTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLE = Path.of("mappings/csv-township/341522100_20261016.csv");
  private static final Path EXPECTED =
      Path.of("mappings/csv-township/341522100_20261016.expected.json");
  private static final String HEADER = "登记日期,反映人姓名,联系电话,住址,反映事项,诉求内容\n";

  @Autowired JdbcTemplate jdbc;

  private final DropBox box = new DropBox(VAR.resolve("batch/township"));

  @BeforeEach
  void evening() {
    CLOCK.turnTo("2026-10-16T17:05:00");
  }

  @Test
  void every_row_of_the_sample_goes_where_it_is_expected() throws IOException {
    var result = box.take("341522100_20261016.csv", Files.readAllBytes(SAMPLE));
    assertThat(result.file()).containsEntry("结果", "已处理");
    assertThat(result.file().get("说明")).isEqualTo("共10行：受理8，疑似重复1，行错误1。编码UTF-8 (BOM)，分隔符为逗号。");
    for (JsonNode entry : JSON.readTree(EXPECTED.toFile())) {
      goesWhereItIsExpected(result, entry);
    }
    assertThat(box.in("done")).anyMatch(name -> name.matches("341522100_20261016\\.\\w{8}\\.csv"));
  }

  private void goesWhereItIsExpected(ResultFile result, JsonNode entry) {
    int row = entry.path("row").asInt();
    var expect = entry.path("expect");
    switch (expect.path("outcome").asText()) {
      case "ACCEPT", "ACCEPT_AND_FLAG" -> {
        assertThat(result.outcome(row)).isEqualTo("受理");
        decided(hub().find(result.caseNo(row)), expect, "HANDLING");
      }
      case "DUPLICATE_SUSPECT" -> {
        assertThat(result.outcome(row)).isEqualTo("疑似重复");
        var found = hub().find(result.caseNo(row));
        assertThat(found.at("/suspects/0").asText()).isEqualTo(result.caseNo(1));
        assertThat(found.path("status").asText()).isEqualTo("SCREENING");
      }
      case "ROW_ERROR" -> {
        assertThat(result.outcome(row)).isEqualTo("行错误");
        assertThat(result.row(row)).containsEntry("说明", expect.path("error").asText());
        assertThat(result.row(row)).containsEntry("位置", "341522100_20261016.csv:12");
        assertThat(result.caseNo(row)).isEmpty();
      }
      default -> assertThat(result.rows()).noneMatch(r -> r.get("行号").equals(String.valueOf(row)));
    }
  }

  private static void decided(JsonNode found, JsonNode expect, String status) {
    assertThat(found.path("status").asText()).isEqualTo(status);
    assertThat(found.at("/classification/decision/ruleId")).isEqualTo(expect.get("ruleId"));
    assertThat(found.path("categoryCode")).isEqualTo(expect.get("categoryCode"));
    assertThat(found.path("issueClass")).isEqualTo(expect.get("issueClass"));
    assertThat(found.path("lead")).isEqualTo(expect.get("lead"));
    assertThat(texts(found.path("assignments"), "department"))
        .containsExactlyElementsOf(departments(expect));
    assertThat(handle(found).path("limit").asText())
        .isEqualTo(expect.path("handleWorkdays").asText() + "wd");
  }

  /** The same rows over HTTP, each on the day on which it was registered. */
  @Test
  void every_row_alone_over_http_has_the_due_date_of_its_own_day() throws IOException {
    var sample = new String(Files.readAllBytes(SAMPLE), StandardCharsets.UTF_8).substring(1);
    var other =
        new io.bancheng.harness.TableRows(
            sample
                .replace("194000000", "194000011")
                .replace("0564-0000", "0564-1110")
                .replace("１９４００００００", "１９４００００１１")
                .replaceAll("'?34152219\\d{10}", ""));
    for (JsonNode entry : JSON.readTree(EXPECTED.toFile())) {
      var expect = entry.path("expect");
      if (expect.has("handleDueDate")) {
        CLOCK.turnTo(entry.at("/canonical/demand/reportedAt").asText().substring(0, 19));
        var answer =
            hub()
                .pushRow(
                    "township",
                    other.alone(entry.path("row").asInt()),
                    "HTTP-" + entry.path("row"));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        assertThat(handle(hub().find(answer.text("caseNo"))).path("dueAt").asText())
            .isEqualTo(expect.path("handleDueDate").asText() + "T23:59:59+08:00");
      }
    }
  }

  @Test
  void a_row_over_http_is_pushed_like_any_other_message() {
    String row = HEADER + row("钱某", "19400002001", "低保申请", "低保申请材料交了四个月没有结果。");
    var first = hub().pushRow("township", row, "KEY-1");
    assertThat(first.status()).isEqualTo(201);
    assertThat(hub().pushRow("township", row, "KEY-1").status()).isEqualTo(200);
    assertThat(hub().pushRow("township", row.replace("四个月", "五个月"), "KEY-1").status())
        .isEqualTo(422);
    assertThat(hub().pushRow("township", HEADER + row("孙某", "1", "低保", ""), "KEY-2").status())
        .isEqualTo(422);
    assertThat(hub().pushRow("township", row + row("李某", "1", "低保", "没有结果"), "K").status())
        .isEqualTo(400);
  }

  @Test
  void a_file_dropped_again_or_under_another_name_is_told_to_be_a_repeat() {
    String text = HEADER + row("郑某", "19400002002", "低保申请", "低保申请材料交了四个月没有结果。") + "坏,,,,,\n";
    var first = box.take("341522100_20261011.csv", text);
    long cases = cases();
    var again = box.take("341522100_20261011.csv", text);
    var renamed = box.take("另一个名字.csv", text);

    assertThat(first.file()).containsEntry("结果", "已处理");
    for (ResultFile repeat : List.of(again, renamed)) {
      assertThat(repeat.file()).containsEntry("结果", "重复");
      assertThat(repeat.outcome(1)).isEqualTo("重复");
      assertThat(repeat.outcome(2)).isEqualTo("行错误");
      assertThat(repeat.caseNumbers()).isEqualTo(first.caseNumbers());
    }
    assertThat(cases()).isEqualTo(cases);
  }

  @Test
  void the_same_rows_in_another_encoding_are_repeats_row_by_row() throws IOException {
    String text = HEADER + row("王某", "19400002003", "低保申请", "低保申请材料交了四个月没有结果。");
    var first = box.take("341522100_20261012_utf8.csv", text);
    var gb = box.take("341522100_20261012_gb18030.csv", text.getBytes(Charset.forName("GB18030")));

    assertThat(gb.file().get("说明")).contains("编码GB18030");
    assertThat(gb.outcome(1)).isEqualTo("重复");
    assertThat(gb.caseNumbers()).isEqualTo(first.caseNumbers()).doesNotContain("");
  }

  @Test
  void in_a_corrected_file_the_same_rows_are_repeats_and_changed_rows_conflicts() {
    String one = row("冯某", "19400002004", "低保申请", "低保申请材料交了四个月没有结果。");
    String two = row("陈某", "19400002005", "社保卡补办", "社保卡补办一直没有制出来。");
    String three = row("褚某", "19400002006", "自来水开户", "新房自来水开户一直没有办好。");
    var first = box.take("341522100_20261013.csv", HEADER + one + two);
    var second = box.take("341522100_20261013.csv", HEADER + one + two.replace("一直", "至今") + three);

    assertThat(List.of(second.outcome(1), second.outcome(2), second.outcome(3)))
        .containsExactly("重复", "内容冲突", "受理");
    assertThat(second.caseNumbers().subList(0, 2)).isEqualTo(first.caseNumbers());
    assertThat(parked("CONFLICT", "channel.township")).isTrue();
  }

  @Test
  void a_file_that_is_being_written_is_left_alone_until_it_is_whole() throws IOException {
    Path growing = box.folder().resolve("341522100_20261014.csv");
    Path part = box.folder().resolve("341522100_20261014b.csv.part");
    Files.createDirectories(box.folder());
    String first = row("卫某", "19400002007", "低保申请", "低保申请材料交了四个月没有结果。");
    Files.writeString(growing, HEADER + first.substring(0, first.length() - 9));
    Files.writeString(part, HEADER + first.replace("19400002007", "19400002008"));
    long cases = cases();
    await()
        .during(Duration.ofSeconds(6))
        .atMost(Duration.ofSeconds(8))
        .until(() -> Files.exists(growing) && cases() == cases);
    Files.writeString(growing, first.substring(first.length() - 9), StandardOpenOption.APPEND);
    Files.move(part, box.folder().resolve("341522100_20261014b.csv"));

    var result = box.result("341522100_20261014.csv");
    assertThat(result.rows()).hasSize(1);
    assertThat(result.outcome(1)).isEqualTo("受理");
    assertThat(box.result("341522100_20261014b.csv").rows()).hasSize(1);
    assertThat(cases()).isEqualTo(cases + 2);
  }

  @Test
  void an_unreadable_file_is_kept_parked_and_told_why() {
    var result = box.take("341522100_20261015.csv", "登记日期,反映事项\n2026-10-15,低保\n");
    assertThat(result.rows()).isEmpty();
    assertThat(result.file())
        .containsEntry("结果", "未接收")
        .containsEntry("位置", "341522100_20261015.csv");
    assertThat(result.file().get("说明")).isEqualTo("第1行：表头缺少列：诉求内容。请补上后重新提交。");
    assertThat(box.in("failed")).anyMatch(name -> name.startsWith("341522100_20261015."));
    assertThat(parked("INVALID", "channel.township")).isTrue();
    assertThat(box.take("登记.xlsx", new byte[] {'P', 'K', 3, 4, 1}).file().get("说明"))
        .contains("另存为");
  }

  @Test
  void a_result_that_cannot_be_written_is_written_later_and_nothing_is_done_twice()
      throws IOException {
    String name = "341522100_20261017.csv";
    Path inTheWay = box.folder().resolve("341522100_20261017.result.csv/x");
    Files.createDirectories(inTheWay);
    long cases = cases();
    box.drop(name, HEADER + row("沈某", "19400002010", "社保卡补办", "社保卡补办一直没有制出来。"));
    await().atMost(Duration.ofSeconds(30)).until(() -> cases() == cases + 1);
    await().during(Duration.ofSeconds(3)).until(() -> Files.exists(box.folder().resolve(name)));
    Files.delete(inTheWay);
    Files.delete(inTheWay.getParent());

    var result = box.result(name);
    assertThat(result.file()).containsEntry("结果", "已处理");
    assertThat(result.outcome(1)).isEqualTo("受理");
    assertThat(cases()).isEqualTo(cases + 1);
  }

  @Test
  void nothing_in_a_result_can_become_a_formula() {
    String name = "=cmd|' C'!A0 ${bean:clock} {{x}}.csv";
    String text = "=HYPERLINK(1)," + HEADER + "@x,=1+1,甲,乙,丙,丁,没有结果没有结果\n";
    var result = box.take(name, text);
    assertThat(result.outcome(1)).isEqualTo("行错误");
    assertThat(result.row(1)).containsEntry("说明", "登记日期 无法识别: =1+1");
    assertThat(result.row(1)).containsEntry("位置", "'" + name + ":2");
    assertThat(result.raw()).doesNotContainPattern("(^|[\",\n])[=+@-]");
    assertThat(box.in("done"))
        .anyMatch(kept -> kept.startsWith("=cmd|' C'!A0 ${bean:clock} {{x}}."));
  }

  @Test
  void a_bomb_that_calls_itself_a_table_is_refused_unopened() throws IOException {
    var zip = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("../../bomb.csv"));
      for (int i = 0; i < 200; i++) {
        out.write(new byte[1 << 20]);
      }
    }
    assertThat(box.take("341522100_20261018.csv", zip.toByteArray()).file().get("说明"))
        .contains("压缩包");
    assertThat(box.take("341522100_20261019.csv", new byte[11 << 20]).file().get("说明"))
        .contains("10 MiB");
    assertThat(box.take("341522100_20261020.csv", new byte[0]).file().get("说明")).contains("空的");
  }

  private static JsonNode handle(JsonNode found) {
    return StreamSupport.stream(found.path("deadlines").spliterator(), false)
        .filter(d -> d.path("kind").asText().equals("HANDLE"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(found.toString()));
  }

  private static List<String> departments(JsonNode expect) {
    var all = new ArrayList<String>(List.of(expect.path("lead").asText()));
    expect.path("support").forEach(s -> all.add(s.asText()));
    return all;
  }

  private static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(e -> e.path(field).asText())
        .toList();
  }

  private static String row(String name, String phone, String title, String content) {
    return "2026-10-09,%s,%s,霍邱县城关镇,%s,%s\n".formatted(name, phone, title, content);
  }

  private long cases() {
    return jdbc.queryForObject(
        "select count(*) from case_record where channel_code = 'township'", Long.class);
  }

  private boolean parked(String reason, String door) {
    return hub().parked().stream()
        .anyMatch(
            p -> p.path("reason").asText().equals(reason) && p.path("door").asText().equals(door));
  }
}
