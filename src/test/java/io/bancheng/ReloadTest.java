package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.harness.ConsoleTab;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.Orders;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Operators change their files while a hub of its own runs and takes orders. */
class ReloadTest extends EditedFilesTest {
  private String before;

  @Test
  void a_new_channel_is_one_file_and_its_removal_closes_its_door() throws IOException {
    Path file = FILES.resolve("config/channels/county-line.yaml");
    Files.copy(FILES.resolve("config/channels/hotline.yaml"), file);
    soon().until(() -> push("county-line", "REL-1") == 201);
    assertThat(push("hotline", "REL-1")).as("another channel, another case").isEqualTo(201);

    Files.delete(file);
    soon().untilAsserted(() -> assertThat(push("county-line", "REL-2")).isEqualTo(404));
  }

  @Test
  void a_channel_that_numbers_its_versions_corrects_what_it_sent() throws IOException {
    edit(
        "mappings/hotline-json.yaml",
        text ->
            text.replace(
                    "\nfields:\n", "\nfields:\n  envelope.sourceVersion: $wholeNumber(pushSeq)\n")
                .replace("  - pushSeq\n", ""));
    Files.writeString(
        FILES.resolve("config/channels/numbered.yaml"),
        Files.readString(FILES.resolve("config/channels/hotline.yaml"))
            .replace("versions: false", "versions: true"));
    var order = Orders.order("VER-1", "340882", "异地就医备案失败", "异地就医备案一直提示失败，请帮助。");
    soon().until(() -> push("numbered", "VER-0") == 201);
    String caseNo = hub().push("numbered", order.toString()).text("caseNo");

    order.put("pushSeq", 2);
    ((ObjectNode) order.get("data")).put("appealContent", "更正：失败的是门诊备案，不是住院备案。");
    var corrected = hub().push("numbered", order.toString());
    assertThat(corrected.status()).isEqualTo(202);
    assertThat(corrected.text("caseNo")).isEqualTo(caseNo);
    assertThat(hub().push("numbered", order.toString()).status()).isEqualTo(202);
    order.put("pushSeq", 1);
    assertThat(hub().push("numbered", order.toString()).status()).isEqualTo(409);

    var types = hub().find(caseNo).path("timeline").findValuesAsText("type");
    assertThat(types).containsOnlyOnce("SupplementAdded");
  }

  @Test
  void a_changed_rule_decides_the_next_case_and_stamps_it() throws IOException {
    String first = caseNo("REL-10");
    edit("config/tables/routing.csv", text -> text.replaceFirst("S01,20,0103", "S01,21,0103"));
    inForceAgain();
    String second = caseNo("REL-11");

    assertThat(rules(first)).isNotEqualTo(rules(second));
    assertThat(rules(second)).isEqualTo(version());
  }

  @Test
  void a_changed_calendar_moves_due_times_only_when_a_person_has_that_done() throws Exception {
    String caseNo = caseNo("REL-30");
    String promised = due(caseNo);
    before = version();
    Files.writeString(
        FILES.resolve("config/calendars/340882.yaml"),
        "# Closed for the flood.\nclosed: [{ day: 2026-10-10, reason: 防汛停办 }]\n");
    edit(
        "config/staff.yaml",
        text -> text + "  elsewhere: { roles: [SERVICE_ADMIN], regions: [341500] }\n");
    soon().until(() -> Files.exists(VAR.resolve("keys/staff.elsewhere.key")));
    soon().until(() -> moves() > 0);
    assertThat(due(caseNo)).isEqualTo(promised);

    String path = "/api/v1/limits/recomputation";
    var shown = hub().get("staff.admin", path).body();
    assertThat(shown.path("found").asInt()).isPositive();
    assertThat(shown.path("cases").findValuesAsText("caseNo")).contains(caseNo);
    assertThat(hub().get("channel.hotline", path).status()).isEqualTo(403);
    assertThat(recompute("staff.elsewhere", "{\"reason\": \"x\"}").body().path("moved").asInt())
        .as("cases of another region")
        .isZero();
    assertThat(recompute("{}").status()).isEqualTo(422);
    assertThat(due(caseNo)).as("nothing moved without a reason").isEqualTo(promised);

    assertThat(recompute("{\"reason\": \"防汛停办\"}").body().path("moved").asInt()).isPositive();
    assertThat(due(caseNo)).isEqualTo("2026-10-14T23:59:59+08:00").isGreaterThan(promised);
    var found = hub().find(caseNo);
    assertThat(found.path("timeline").findValuesAsText("type"))
        .containsOnlyOnce("LimitsRecomputed");
    assertThat(hub().get("staff.admin", path).body().path("found").asInt()).isZero();
    assertThat(recompute("{\"reason\": \"再次\"}").body().path("moved").asInt()).isZero();
  }

  private int moves() {
    var shown = hub().get("staff.admin", "/api/v1/limits/recomputation");
    return shown.body().path("found").asInt();
  }

  private HubClient.Answer recompute(String said) {
    return recompute("staff.admin", said);
  }

  private HubClient.Answer recompute(String account, String said) {
    return hub()
        .send(
            hub()
                .request(account, "/api/v1/limits/recomputation")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(said)));
  }

  private String due(String caseNo) {
    for (var limit : hub().find(caseNo).path("deadlines")) {
      if (limit.path("kind").asText().equals("HANDLE")) {
        return limit.path("dueAt").asText();
      }
    }
    throw new AssertionError("no limit to handle " + caseNo);
  }

  @Test
  void broken_files_of_every_kind_stay_out_and_are_told_with_their_place() throws IOException {
    refused("config/tables/routing.csv", text -> text.replaceFirst("S01,20,0103", "S01,20,9999"));
    assertThat(told()).contains("config/tables/routing.csv:").contains("9999");
    refused(
        "mappings/hotline-json.yaml", text -> text.replace("data.orderCode", "data.(orderCode"));
    assertThat(told()).contains("hotline-json.yaml:");
    refused("routes/assign.camel.yaml", text -> text.replace("- bean:", "- baen:"));
    assertThat(told()).contains("assign.camel.yaml");
    refused("routes/assign.camel.yaml", text -> text.replace("period: 60000", "perriod: 60000"));
    assertThat(told()).contains("perriod");
    assertThat(push("hotline", "REL-20")).isEqualTo(201);
  }

  @Test
  void a_half_written_file_that_is_completed_was_never_in_force() throws IOException {
    var versions = configuration.current().version();
    edit("config/channels/hotline.yaml", text -> text.substring(0, text.length() / 2));
    soon().until(() -> configuration.rejected().isPresent());
    assertThat(version()).isEqualTo(versions);
    copy();
    soon().until(() -> configuration.rejected().isEmpty());
    assertThat(version()).isEqualTo(versions);
  }

  @Test
  void the_flow_is_exchanged_under_load_and_no_order_is_refused_or_lost() throws Exception {
    var stop = new AtomicBoolean();
    var accepted = new AtomicInteger();
    var refused = new AtomicInteger();
    var pushers = Executors.newFixedThreadPool(4);
    for (int thread = 0; thread < 4; thread++) {
      int from = 1000 * (thread + 1);
      pushers.submit(
          () -> {
            for (int i = from; !stop.get(); i++) {
              (push("hotline", "REL-L" + i) == 201 ? accepted : refused).incrementAndGet();
            }
          });
    }
    for (int change = 0; change < 3; change++) {
      edit("routes/accept.camel.yaml", text -> text + "\n# changed\n");
      edit("config/review.yaml", text -> text + "\n# changed\n");
      inForceAgain();
      int so = accepted.get();
      soon().until(() -> accepted.get() > so + 5);
    }
    stop.set(true);
    pushers.shutdown();
    assertThat(pushers.awaitTermination(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();

    assertThat(refused.get()).isZero();
    assertThat(accepted.get()).isGreaterThan(15);
    soon().until(() -> hub().find(caseNo("REL-L1000")).path("status").asText().equals("HANDLING"));
  }

  @Test
  void of_two_operators_in_the_console_one_wins_and_the_other_is_told() throws IOException {
    String first = version();
    edit("config/review.yaml", text -> text + "\n# second\n");
    inForceAgain();
    String second = version();
    var one = new ConsoleTab(port).signIn("admin", hub().secret("staff.admin"));
    var other = new ConsoleTab(port).signIn("admin", hub().secret("staff.admin"));
    assertThat(one.open("/console/configuration")).contains(second.substring(0, 12));
    other.open("/console/configuration");

    String path = "/console/configuration/" + first + "/use";
    assertThat(one.send(path, Map.of("inForce", second)).statusCode()).isEqualTo(302);
    assertThat(version()).isEqualTo(first);
    assertThat(files().version()).as("the folders hold it").isEqualTo(first);
    var refused = other.send(path, Map.of("inForce", second));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("配置刚被他人修改，请核对后重试。");
    assertThat(version()).isEqualTo(first);
  }

  private void refused(String file, UnaryOperator<String> change) throws IOException {
    String inForce = version();
    edit(file, change);
    soon().until(() -> configuration.rejected().isPresent());
    assertThat(version()).isEqualTo(inForce);
  }

  private String told() throws IOException {
    assertThat(hub().get("staff.admin", "/api/v1/configuration").body().at("/rejected/problems"))
        .isNotEmpty();
    String text = String.join("\n", configuration.rejected().orElseThrow().problems());
    copy();
    soon().until(() -> configuration.rejected().isEmpty());
    return text;
  }

  private void edit(String file, UnaryOperator<String> change) throws IOException {
    before = version();
    Path path = FILES.resolve(file);
    String text = Files.readString(path);
    assertThat(change.apply(text)).isNotEqualTo(text);
    Files.writeString(path, change.apply(text));
  }

  private void inForceAgain() {
    soon().until(() -> !version().equals(before));
  }

  private String rules(String caseNo) {
    return hub().find(caseNo).path("rulesVersion").asText();
  }

  private int push(String channel, String order) {
    return Files.exists(VAR.resolve("keys/channel." + channel + ".key"))
        ? hub().push(channel, Orders.numbered(order)).status()
        : 0;
  }

  private String caseNo(String order) {
    return hub().push("hotline", Orders.numbered(order)).text("caseNo");
  }
}
