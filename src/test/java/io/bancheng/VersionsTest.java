package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.command.HubCommand;
import io.bancheng.config.OperatorFiles;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.Orders;
import io.bancheng.harness.RunningDatabase;
import io.bancheng.harness.RunningHub;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** Two hubs on one database, each with folders of its own: one version, whoever changes it. */
class VersionsTest {
  private static final String VERSIONS = "/api/v1/configuration/versions";
  private static final String RULES = "config/tables/routing.csv";

  private static RunningDatabase database;
  private static Node first;
  private static Node second;

  private record Node(Path home, RunningHub hub) {
    Path file(String name) {
      return home.resolve(name);
    }

    void edit(String name, UnaryOperator<String> change) throws IOException {
      String text = Files.readString(file(name));
      assertThat(change.apply(text)).isNotEqualTo(text);
      Files.writeString(file(name), change.apply(text));
    }

    HubClient client() {
      return hub.client();
    }

    JsonNode configuration() {
      return client().get("staff.admin", "/api/v1/configuration").body();
    }

    String inForce() {
      return configuration().path("version").asText();
    }

    String lying() {
      return new OperatorFiles(file("config"), file("mappings"), file("routes")).version();
    }

    String told() {
      return configuration().at("/rejected/problems/0").asText();
    }

    JsonNode change(int nth) {
      return client().get("staff.admin", VERSIONS).body().at("/changes/" + nth);
    }

    int use(String version, String insteadOf) {
      return client()
          .send(
              client()
                  .request("staff.admin", VERSIONS + "/" + version + "/use")
                  .header("If-Match", insteadOf)
                  .POST(HttpRequest.BodyPublishers.noBody()))
          .status();
    }
  }

  @BeforeAll
  static void start() throws Exception {
    database = new RunningDatabase(HubTest.newVar());
    var access = new HashMap<>(RunningDatabase.environment(database.create("versions")));
    access.put("BANCHENG_SHARED", HubTest.newVar().toString());
    first = node(access);
    second = node(access);
  }

  @AfterAll
  static void stop() {
    first.hub().close();
    second.hub().close();
    database.close();
  }

  @Test
  void a_change_on_one_node_is_in_force_on_all_within_seconds_and_can_be_taken_back()
      throws IOException {
    String before = first.inForce();
    first.edit(RULES, text -> text.replaceFirst("S01,20,0103", "S01,21,0103"));
    long saved = System.nanoTime();
    soon().until(() -> !second.inForce().equals(before));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - saved);
    System.out.println("from saving to effect on the other node: " + millis + " ms");

    String after = first.lying();
    assertThat(first.inForce()).isEqualTo(after).isEqualTo(second.inForce());
    assertThat(second.lying()).as("its folders hold the same files").isEqualTo(after);
    assertThat(first.change(0).path("how").asText()).isEqualTo("FILES");
    assertThat(first.change(0).path("by").asText()).startsWith("files (");
    var pushed = second.client().push("hotline", Orders.numbered("VER-1"));
    assertThat(second.client().find(pushed.text("caseNo")).path("rulesVersion").asText())
        .isEqualTo(after);
    assertThat(
            second
                .client()
                .get("staff.admin", VERSIONS + "/" + after + "/diff?from=" + before)
                .raw()
                .body())
        .contains("-S01,20,0103", "+S01,21,0103");

    assertThat(hub(second, "rollback")).isZero();
    soon().until(() -> first.inForce().equals(before) && second.inForce().equals(before));
    assertThat(first.lying()).isEqualTo(before);
    assertThat(first.change(0).path("how").asText()).isEqualTo("REQUEST");
    assertThat(first.change(0).path("by").asText()).isEqualTo("staff.admin");
    assertThat(first.use(before, after)).as("somebody was faster").isEqualTo(409);
    assertThat(first.use("0123456789", before)).isEqualTo(404);
    assertThat(hub(first, "list")).isZero();
    assertThat(hub(first, "diff", after)).isZero();
  }

  @Test
  void of_two_changes_at_once_one_wins_and_the_other_is_told_and_not_lost() throws IOException {
    String before = first.inForce();
    first.edit("config/review.yaml", text -> text + "# by the first\n");
    second.edit("config/repeats.yaml", text -> text + "# by the second\n");
    soon().until(() -> !first.told().isEmpty() || !second.told().isEmpty());

    var loser = first.told().isEmpty() ? second : first;
    var winner = loser == first ? second : first;
    String won = winner.lying();
    String lost = loser.lying();
    soon().until(() -> loser.inForce().equals(won) && winner.inForce().equals(won));
    assertThat(won).isNotEqualTo(before);
    assertThat(loser.told())
        .contains("came first", "bin/hub config use " + lost.substring(0, 12))
        .contains(loser == first ? "config/review.yaml" : "config/repeats.yaml");
    assertThat(loser.lying()).as("nobody touches what was saved").isEqualTo(lost);

    assertThat(loser.use(won, won)).isEqualTo(200);
    soon().until(() -> loser.told().isEmpty() && loser.lying().equals(won));
    assertThat(loser.use(lost, won)).isEqualTo(200);
    soon().until(() -> winner.inForce().equals(lost) && winner.lying().equals(lost));
    assertThat(winner.use(before, lost)).isEqualTo(200);
    soon().until(() -> loser.lying().equals(before) && winner.lying().equals(before));
  }

  private static int hub(Node node, String... args) {
    var all = new java.util.ArrayList<>(java.util.List.of("config"));
    all.addAll(java.util.List.of(args));
    all.add("--url=http://127.0.0.1:" + node.hub().port());
    all.add("--key-file=" + node.client().var().resolve("keys/staff.admin.key"));
    return HubCommand.execute(all.toArray(String[]::new));
  }

  private static Node node(java.util.Map<String, String> access) throws IOException {
    Path home = HubTest.newVar();
    var environment = new HashMap<>(access);
    for (String name : new String[] {"config", "mappings", "routes"}) {
      FileSystemUtils.copyRecursively(Path.of(name), home.resolve(name));
      environment.put(
          "BANCHENG_" + name.toUpperCase(java.util.Locale.ROOT), "" + home.resolve(name));
    }
    return new Node(home, new RunningHub(home, environment).start());
  }

  private static ConditionFactory soon() {
    return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
  }
}
