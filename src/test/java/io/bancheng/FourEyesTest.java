package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.config.OperatorFiles;
import io.bancheng.harness.ConsoleVisit;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.Orders;
import io.bancheng.harness.RunningHub;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * A hub whose office wants two people for what is dear: by files, by the API and by the console.
 */
class FourEyesTest {
  private static final String RULES = "config/tables/routing.csv";
  private static final String PROPOSALS = "/api/v1/proposals";

  private static Path home;
  private static RunningHub hub;

  @BeforeAll
  static void start() throws IOException {
    home = HubTest.newVar();
    var environment = new HashMap<>(Map.of("BANCHENG_STAFF_FOUR_EYES", "true"));
    for (String name : new String[] {"config", "mappings", "routes"}) {
      FileSystemUtils.copyRecursively(Path.of(name), home.resolve(name));
      environment.put("BANCHENG_" + name.toUpperCase(Locale.ROOT), "" + home.resolve(name));
    }
    edit(
        "config/staff.yaml",
        text ->
            text
                + "  wang: { roles: [OPERATIONS], regions: [340000] }\n"
                + "  li: { roles: [SECURITY_ADMIN], regions: [340000] }\n"
                + "  zhao: { roles: [SERVICE_ADMIN], regions: [340000] }\n"
                + "  faraway: { roles: [SERVICE_ADMIN], regions: [341500] }\n");
    hub = new RunningHub(home, environment).start();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  void changed_files_wait_until_two_people_agree() throws IOException {
    String before = inForce();
    edit(RULES, text -> text.replaceFirst("S01,20,0103", "S01,21,0103"));
    String changed = lying();
    soon().until(() -> waiting().equals(changed));
    assertThat(inForce()).as("the old version decides on").isEqualTo(before);
    var pushed = client().push("hotline", Orders.numbered("EYES-1"));
    assertThat(client().find(pushed.text("caseNo")).path("rulesVersion").asText())
        .isEqualTo(before);

    var proposal = proposal(changed);
    assertThat(proposal.path("by").asText()).startsWith("files (");
    assertThat(proposal.path("about").asText()).isEqualTo(before);
    long id = proposal.path("id").asLong();
    assertThat(decide("staff.zhao", id, "approve")).as("no business of theirs").isEqualTo(403);
    assertThat(decide("staff.wang", id, "approve")).isEqualTo(200);
    assertThat(proposal(changed).path("vouchedBy").asText()).isEqualTo("staff.wang");
    assertThat(decide("staff.wang", id, "approve")).as("one person is not two").isEqualTo(403);
    assertThat(inForce()).isEqualTo(before);
    assertThat(decide("staff.admin", id, "approve")).isEqualTo(200);

    soon().until(() -> inForce().equals(changed));
    assertThat(waiting()).isEmpty();
    assertThat(
            client()
                .get("staff.admin", "/api/v1/configuration/versions")
                .body()
                .at("/changes/0/by")
                .asText())
        .contains("files (", "staff.wang", "staff.admin");
    assertThat(client().get("staff.auditor", "/api/v1/audit?what=PROPOSAL_").raw().body())
        .contains("PROPOSAL_PROPOSED", "PROPOSAL_VOUCHED", "PROPOSAL_APPROVED");
  }

  @Test
  void what_one_asked_for_by_api_one_cannot_agree_to_in_the_console_either() throws IOException {
    String before = inForce();
    String other = another();
    var visit = new ConsoleVisit(hub.port());
    visit.signIn("admin", client().secret("staff.admin"), "");

    assertThat(use("staff.admin", other, before)).isEqualTo(202);
    long id = proposal(other).path("id").asLong();
    assertThat(inForce()).isEqualTo(before);
    assertThat(decide("staff.admin", id, "approve")).isEqualTo(403);
    assertThat(visit.get("/console/configuration").body()).contains(other.substring(0, 12));
    assertThat(visit.get("/console/proposals").body())
        .contains("proposal-" + id, "撤回")
        .doesNotContain(id + "/approve");
    String page = "/console/proposals";
    assertThat(visit.fill(page, page + "/" + id + "/approve", Map.of()).statusCode())
        .isEqualTo(409);
    assertThat(inForce()).isEqualTo(before);

    var second = new ConsoleVisit(hub.port());
    second.signIn("li", client().secret("staff.li"), "");
    assertThat(second.fill(page, page + "/" + id + "/approve", Map.of()).statusCode())
        .isEqualTo(302);
    soon().until(() -> inForce().equals(other));
    assertThat(lying()).isEqualTo(other);
    assertThat(decide("staff.wang", id, "approve")).as("it is over").isEqualTo(409);
  }

  @Test
  void what_is_refused_or_taken_back_stays_out_and_so_does_what_was_saved_while_it_stood()
      throws IOException {
    String before = inForce();
    edit("config/review.yaml", text -> text + "# not wanted\n");
    String refused = lying();
    soon().until(() -> waiting().equals(refused));
    assertThat(decide("staff.li", proposal(refused).path("id").asLong(), "refuse")).isEqualTo(200);
    assertThat(waiting()).isEmpty();

    hub.close();
    edit("config/repeats.yaml", text -> text + "# saved while nobody looked\n");
    hub.start();
    soon().until(() -> waiting().equals(lying()));
    assertThat(inForce()).isEqualTo(before);
    assertThat(use("staff.wang", refused, before)).isEqualTo(202);
    long own = proposal(refused).path("id").asLong();
    assertThat(decide("staff.wang", own, "refuse")).isEqualTo(200);
    assertThat(proposal(refused).path("state").asText()).isEqualTo("WITHDRAWN");

    String held = lying();
    edit("config/review.yaml", text -> text.replace("# not wanted\n", ""));
    edit("config/repeats.yaml", text -> text.replace("# saved while nobody looked\n", ""));
    soon().until(() -> proposal(held).path("state").asText().equals("WITHDRAWN"));
    assertThat(lying()).isEqualTo(before).isEqualTo(inForce());
  }

  @Test
  void an_erasure_needs_another_administrator_of_the_region() {
    String caseNo = client().push("hotline", Orders.numbered("EYES-2")).text("caseNo");
    client().say("hotline", Orders.note("CANCEL", "EYES-2", "cancelReason", "不用办了").toString());
    assertThat(client().find(caseNo).path("status").asText()).isEqualTo("CANCELLED");
    var asked =
        client()
            .send(
                client()
                    .request("staff.admin", "/api/v1/cases/" + caseNo + "/erasure")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"reason\":\"PERSON_ASKED\"}")));
    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.body().path("erased").asBoolean()).isFalse();
    long id = asked.body().path("proposal").asLong();
    for (String nobody : new String[] {"staff.admin", "staff.wang", "staff.faraway"}) {
      assertThat(decide(nobody, id, "approve")).as(nobody).isEqualTo(403);
    }
    assertThat(erased(caseNo)).isFalse();
    assertThat(decide("staff.zhao", id, "approve")).isEqualTo(200);
    assertThat(erased(caseNo)).isTrue();
  }

  /** A version that is kept and not in force: what wang saved, and nobody agreed to. */
  private static String another() throws IOException {
    edit("config/review.yaml", text -> text + "# another\n");
    String other = lying();
    soon().until(() -> waiting().equals(other));
    edit("config/review.yaml", text -> text.replace("# another\n", ""));
    soon().until(() -> waiting().isEmpty());
    return other;
  }

  private static boolean erased(String caseNo) {
    return client()
        .get("staff.auditor", "/api/v1/audit?what=ERASURE&subject=" + caseNo)
        .raw()
        .body()
        .contains("\"ERASURE\"");
  }

  private static int use(String account, String version, String insteadOf) {
    return client()
        .send(
            client()
                .request(account, "/api/v1/configuration/versions/" + version + "/use")
                .header("If-Match", insteadOf)
                .POST(HttpRequest.BodyPublishers.noBody()))
        .status();
  }

  private static int decide(String account, long id, String how) {
    return client().post(account, PROPOSALS + "/" + id + "/" + how).status();
  }

  /** The latest about a version. */
  private static JsonNode proposal(String version) {
    JsonNode latest = null;
    for (JsonNode p : client().get("staff.admin", PROPOSALS).body().path("proposals")) {
      if (p.path("subject").asText().equals(version)
          && (latest == null || p.path("id").asLong() > latest.path("id").asLong())) {
        latest = p;
      }
    }
    return latest;
  }

  private static String waiting() {
    return client()
        .get("staff.admin", "/api/v1/configuration")
        .body()
        .at("/waiting/0/subject")
        .asText();
  }

  private static String inForce() {
    return client().get("staff.admin", "/api/v1/configuration").text("version");
  }

  private static String lying() {
    return new OperatorFiles(
            home.resolve("config"), home.resolve("mappings"), home.resolve("routes"))
        .version();
  }

  private static void edit(String name, UnaryOperator<String> change) throws IOException {
    String text = Files.readString(home.resolve(name));
    assertThat(change.apply(text)).isNotEqualTo(text);
    Files.writeString(home.resolve(name), change.apply(text));
  }

  private static HubClient client() {
    return hub.client();
  }

  private static ConditionFactory soon() {
    return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(100));
  }
}
