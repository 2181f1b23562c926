package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.harness.AdapterHome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A department whose own program calls the hub for its letters and posts its replies. */
class PullAdapterTest extends AdapterContract {
  private static final String SYSTEM = "department." + DEPARTMENT;
  private static final String PATH = "/api/v1/departments/340882:ybj/assignments?after=";
  private static final AdapterHome HOME =
      new AdapterHome().department("340882-ybj", "adapter: pull\n");
  private static final List<Got> GOT = new CopyOnWriteArrayList<>();

  private static ScheduledExecutorService program;
  private static volatile boolean up;
  private static volatile long after;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    HOME.settings(registry);
  }

  @AfterAll
  static void close() throws InterruptedException {
    program.shutdown();
    assertThat(program.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  AdapterHome home() {
    return HOME;
  }

  @Override
  void well() {
    up = true;
    if (program == null) {
      program = Executors.newSingleThreadScheduledExecutor();
      program.scheduleWithFixedDelay(this::fetch, 0, 200, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  void down() {
    up = false;
  }

  @Override
  List<Got> got() {
    return GOT;
  }

  @Override
  void answer(ObjectNode reply) {
    assertThat(hub().reply("340882:ybj", reply.toString()).status()).isEqualTo(202);
  }

  /** The next question says which letters it has. */
  private void fetch() {
    if (!up) {
      return;
    }
    var page = hub().get(SYSTEM, PATH + after);
    if (page.status() == 200) {
      page.body().path("messages").forEach(PullAdapterTest::take);
      after = page.body().path("next").asLong();
    }
  }

  private static void take(JsonNode letter) {
    if (letter.path("messageType").asText().equals("ASSIGNMENT_DISPATCHED")) {
      GOT.add(new Got(letter.path("hubMsgId").asText(), letter.path("caseNo").asText()));
    }
  }
}
