package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bancheng.harness.DropBox;
import io.bancheng.harness.RunningHub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of a file: the rest of its rows is done, and none of them twice. */
class KilledBatchTest {
  private static final int ROWS = 200;
  private static final String NAME = "341522100_20261016.csv";

  @Test
  void a_file_is_gone_on_with_where_the_hub_was_killed(@TempDir Path var) throws Exception {
    var box = new DropBox(var.resolve("batch/township"));
    try (var hub = new RunningHub(var, Map.of()).start()) {
      box.drop(NAME, file());
      await().atMost(Duration.ofSeconds(60)).until(() -> !cases(hub).isEmpty());
      hub.kill();
      assertThat(box.folder().resolve(NAME)).exists();
      hub.start();

      var result = box.result(NAME);
      assertThat(result.rows()).hasSize(ROWS).allMatch(row -> row.get("结果").equals("受理"));
      assertThat(new TreeSet<>(result.caseNumbers())).hasSize(ROWS).isEqualTo(cases(hub));
      assertThat(box.in("done")).hasSize(1);
    }
  }

  private static TreeSet<String> cases(RunningHub hub) {
    var all = new TreeSet<String>();
    String cursor = "";
    do {
      var page = hub.client().get("staff.admin", "/api/v1/cases?limit=100" + cursor).body();
      page.path("cases").forEach(c -> all.add(c.path("caseNo").asText()));
      cursor = page.path("next").asText();
      cursor = cursor.isEmpty() ? "" : "&cursor=" + cursor;
    } while (!cursor.isEmpty());
    return all;
  }

  private static String file() {
    return IntStream.range(0, ROWS)
        .mapToObj(n -> "2026-10-09,甲某,1942%07d,城关镇,低保申请,第%d份低保申请交了四个月没有结果。".formatted(n, n))
        .collect(Collectors.joining("\n", "登记日期,反映人姓名,联系电话,住址,反映事项,诉求内容\n", "\n"));
  }
}
