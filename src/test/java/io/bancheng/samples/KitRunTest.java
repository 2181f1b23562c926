package io.bancheng.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.HubApplication;
import io.bancheng.harness.AdapterHome;
import io.bancheng.harness.JavaProcess;
import io.bancheng.harness.PolledWords;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code bin/hub kit run} as department IT runs it, with nothing but the department's file. */
class KitRunTest {
  private static final String OURS = "the key that the hub shows";

  @Test
  void a_polled_department_is_judged_by_its_file_alone() throws Exception {
    var timer = Executors.newScheduledThreadPool(2);
    var account = new RestDepartment.Account("340882.ybj", 0, OURS, true, null, "none");
    try (var department =
        new RestDepartment(account, ScriptReader.shipped("exemplary"), Clock.systemUTC(), timer)) {
      var home = home(department.url().toString());
      var log = home.var().resolve("kit.log");
      var process =
          JavaProcess.start(
              log,
              Map.of(
                  "BANCHENG_VAR", home.var().toString(),
                  "BANCHENG_CONFIG", home.var().resolve("config").toString(),
                  "BANCHENG_MAPPINGS", home.var().resolve("mappings").toString()),
              List.of(),
              List.of(
                  HubApplication.class.getName(),
                  "kit",
                  "run",
                  "--lang=en",
                  "--replies-port=0",
                  "--department=" + home.var().resolve("config/departments/340882-ybj.yaml")));
      boolean ended = process.waitFor(5, TimeUnit.MINUTES);
      JavaProcess.kill(process);

      String sheet = Files.readString(log);
      assertThat(ended).as(sheet).isTrue();
      assertThat(process.exitValue()).as(sheet).isZero();
      assertThat(sheet)
          .containsPattern("PASS  \\d\\d poll-since ")
          .containsPattern("PASS  \\d\\d poll-pages ")
          .containsPattern("PASS  \\d\\d poll-wrong-key ")
          .doesNotContain("FAIL  ", OURS);
    } finally {
      timer.shutdownNow();
    }
  }

  private static AdapterHome home(String url) throws IOException {
    return new AdapterHome()
        .mapping("polled", PolledWords.YAML)
        .secret("department.340882.ybj.rest", OURS)
        .department(
            "340882-ybj",
            """
            adapter: rest
            mapping: polled
            rest: { url: "%s", auth: hmac }
            poll: { url: "%s", parameters: { size: 20 }, since: since, as: iso, page: page }
            """
                .formatted(url, url.replace("/cases", "/replies")));
  }
}
