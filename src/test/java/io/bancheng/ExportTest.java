package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.command.HubCommand;
import io.bancheng.harness.Orders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger as a file: over HTTP and by {@code bin/hub export}. */
class ExportTest extends HubTest {
  private static final String DAYS = "from=2026-07-06&to=2026-07-08&region=340882";

  @TempDir Path folder;

  @BeforeEach
  void cases() {
    CLOCK.turnTo("2026-07-06T09:00:00");
    push("EXPORT-1", false);
    CLOCK.turnTo("2026-07-07T23:59:00");
    push("EXPORT-2", true);
    CLOCK.turnTo("2026-07-08T00:00:00");
    push("EXPORT-3", false);
  }

  @Test
  void the_ledger_is_masked_and_holds_nothing_that_was_said() {
    var csv = hub().get("staff.admin", "/api/v1/export?format=csv&" + DAYS).raw();
    assertThat(csv.headers().firstValue("Bancheng-Rows")).contains("2");
    assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).contains(".csv");
    var lines = csv.body().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("\uFEFF编号,受理渠道,").endsWith(",是否解决,并入编号");
    var first = Arrays.asList(lines.get(1).split(",", -1));
    assertThat(first).hasSameSizeAs(lines.get(0).split(",", -1));
    assertThat(first)
        .contains(
            "热线",
            "潜山市",
            "吴**",
            "194****" + Orders.phone("EXPORT-1").substring(7),
            "潜山市医疗保障局",
            "办理中");
    assertThat(lines.get(2)).contains("（要求保密）").doesNotContain("吴");
    assertThat(csv.body()).doesNotContain(Orders.phone("EXPORT-1"), "吴某某", "提示失败");
  }

  @Test
  void what_somebody_wrote_into_a_field_is_never_a_formula() {
    ObjectNode order = Orders.order("EXPORT-4", "340882", "异地就医备案失败", "=1+1");
    ((ObjectNode) order.get("data")).put("callerName", "=某某");
    assertThat(hub().push("hotline", order.toString()).status()).isIn(200, 201);
    var csv =
        hub().get("staff.admin", "/api/v1/export?format=csv&from=2026-07-08&to=2026-07-09").raw();
    assertThat(csv.body()).contains("'=**").doesNotContain(",=");
  }

  @Test
  void a_workbook_has_the_same_rows_in_english_too() throws Exception {
    var request =
        hub().request("staff.admin", "/api/v1/export?format=xlsx&lang=en&" + DAYS).build();
    var bytes =
        java.net.http.HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray()).body();
    var rows = rows(bytes);
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).getCellText(0)).isEqualTo("Case number");
    assertThat(rows.get(1).getCellText(1)).isEqualTo("Hotline");
  }

  @Test
  void the_command_writes_a_whole_file_or_none() throws IOException {
    var file = folder.resolve("ledger.xlsx");
    assertThat(run(file, port)).isZero();
    assertThat(rows(Files.readAllBytes(file))).hasSize(3);
    var csv = folder.resolve("ledger.csv");
    assertThat(run(csv, port)).isZero();
    assertThat(Files.readString(csv))
        .isEqualTo(hub().get("staff.admin", "/api/v1/export?format=csv&" + DAYS).raw().body());
    assertThat(run(folder.resolve("ledger.pdf"), port)).isEqualTo(2);
    assertThat(run(folder.resolve("away.csv"), 1)).isEqualTo(3);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(file, csv);
    }
  }

  @Test
  void what_cannot_be_exported_is_refused() {
    for (String wrong :
        List.of("format=pdf", "from=2020-01-01&to=2026-01-01", "tier=CITY", "a=b")) {
      assertThat(hub().get("staff.admin", "/api/v1/export?" + wrong).status())
          .as(wrong)
          .isEqualTo(400);
    }
    assertThat(hub().get("channel.hotline", "/api/v1/export").status()).isEqualTo(403);
  }

  private int run(Path file, int where) {
    return HubCommand.execute(
        new String[] {
          "export",
          "--from=2026-07-06",
          "--to=2026-07-08",
          "--region=340882",
          "-o",
          file.toString(),
          "--url=http://127.0.0.1:" + where,
          "--key-file=" + VAR.resolve("keys/staff.admin.key")
        });
  }

  private static List<Row> rows(byte[] xlsx) throws IOException {
    try (var book = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
      return book.getFirstSheet().read();
    }
  }

  private void push(String id, boolean confidential) {
    ObjectNode order = Orders.order(id, "340882", "异地就医备案失败", "备案一直提示失败，请协助。");
    if (confidential) {
      ((ObjectNode) order.get("data")).put("isSecret", "1");
    }
    assertThat(hub().push("hotline", order.toString()).status()).isIn(200, 201);
  }
}
