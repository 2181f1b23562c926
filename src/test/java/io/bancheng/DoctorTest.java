package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.command.HubCommand;
import io.bancheng.harness.Certificates;
import io.bancheng.harness.OutsideSystem;
import io.bancheng.harness.RunningHub;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** {@code hub doctor}, beside a running hub and where none was ever started. */
class DoctorTest extends HubTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;

  private final List<String> set = new ArrayList<>();
  private int exit;

  @BeforeEach
  void shippedFiles() throws IOException {
    for (String folder : new String[] {"config", "mappings", "routes"}) {
      FileSystemUtils.copyRecursively(Path.of(folder), dir.resolve(folder));
    }
  }

  @AfterEach
  void forget() {
    set.forEach(System::clearProperty);
  }

  @Test
  void a_running_hub_is_found_with_its_database_and_broker() throws IOException {
    setting("bancheng.var", VAR.toString());
    setting("server.port", String.valueOf(port));
    setting("bancheng.broker.port", String.valueOf(broker.port()));
    var found = doctor();
    assertThat(about(found, "hub")).contains("it runs on port " + port);
    assertThat(about(found, "database")).contains("commits survive a power cut");
    assertThat(about(found, "ledger")).contains("tables of version");
    assertThat(about(found, "broker")).contains("embedded Artemis answers");
    assertThat(about(found, "clock")).contains("ms from it");
    assertThat(about(found, "keys")).contains("have their keys");
  }

  @Test
  void before_the_first_start_nothing_is_wrong() throws IOException {
    setting("bancheng.var", dir.resolve("var").toString());
    setting("server.port", String.valueOf(RunningHub.freePort()));
    setting("bancheng.broker.port", String.valueOf(RunningHub.freePort()));
    var found = doctor();
    assertThat(levels(found)).doesNotContain("bad");
    assertThat(exit).isZero();
    assertThat(about(found, "database")).contains("is made when the hub starts first");
    assertThat(about(found, "files")).contains("are in order");
  }

  @Test
  void every_complaint_has_its_remedy() throws IOException {
    Path keys = Files.createDirectories(dir.resolve("var/keys"));
    Path open = Files.writeString(keys.resolve("channel.hotline.key"), "x");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(
        dir.resolve("config/departments/340882-zgj.yaml"),
        "adapter: rest\nproof: certificate\nrest: { url: \"http://127.0.0.1:%d/in\", auth: bearer }\n"
            .formatted(RunningHub.freePort()));
    Files.delete(dir.resolve("config/calendars/2026.yaml"));
    try (var stranger = new ServerSocket(0)) {
      setting("bancheng.var", dir.resolve("var").toString());
      setting("server.port", String.valueOf(RunningHub.freePort()));
      setting("server.address", "0.0.0.0");
      setting("bancheng.broker.port", String.valueOf(stranger.getLocalPort()));
      setting("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/none");
      var found = doctor();
      assertThat(exit).isEqualTo(1);
      assertThat(about(found, "outside")).contains("does not answer", "department.340882.zgj");
      assertThat(about(found, "secret")).contains("department.340882.zgj.rest.secret");
      assertThat(about(found, "folder")).contains("channel.hotline.key", "chmod 600");
      assertThat(about(found, "keys")).contains("department.340882.zgj");
      assertThat(about(found, "certificates"))
          .contains("department.340882.zgj has to show", "server.ssl.client-auth");
      assertThat(about(found, "listener")).contains("without TLS");
      assertThat(about(found, "broker")).contains("taken by somebody else", "BANCHENG_BROKER_PORT");
      assertThat(about(found, "database")).contains("does not answer", "spring.datasource");
      assertThat(about(found, "calendar")).contains("config/calendars/2026.yaml");
    }
  }

  @Test
  void a_certificate_is_looked_at_whoever_vouches_for_it() throws IOException {
    setting("bancheng.var", dir.resolve("var").toString());
    setting("server.port", String.valueOf(RunningHub.freePort()));
    setting("bancheng.broker.port", String.valueOf(RunningHub.freePort()));
    var made = new Certificates(Files.createDirectories(dir.resolve("made")));
    var own = made.make("hall");
    try (var hall = new OutsideSystem(made.server(own, own));
        var plain = new OutsideSystem()) {
      hall.up();
      plain.up();
      department("zgj", hall.url());
      department("jyj", plain.url().replace("http:", "https:"));
      var found = about(doctor(), "outside");
      assertThat(found)
          .contains("No public authority vouches for 127.0.0.1")
          .contains("answers, but not with TLS");
      assertThat(exit).isEqualTo(1);
    }
  }

  private void department(String type, String url) throws IOException {
    Files.writeString(
        dir.resolve("config/departments/340882-" + type + ".yaml"),
        "adapter: rest\nrest: { url: \"%s/in\", auth: none }\n".formatted(url));
  }

  private JsonNode doctor() throws IOException {
    var words = new ByteArrayOutputStream();
    var out = System.out;
    System.setOut(new PrintStream(words, true, StandardCharsets.UTF_8));
    try {
      exit = HubCommand.execute(new String[] {"doctor", dir.toString(), "--format", "json"});
    } finally {
      System.setOut(out);
    }
    String text = words.toString(StandardCharsets.UTF_8);
    return JSON.readTree(text.substring(text.indexOf("{\"findings\""))).path("findings");
  }

  private static String about(JsonNode found, String topic) {
    return StreamSupport.stream(found.spliterator(), false)
        .filter(f -> f.path("topic").asText().equals(topic))
        .map(JsonNode::toString)
        .reduce("", String::concat);
  }

  private static List<String> levels(JsonNode found) {
    return found.findValuesAsText("level");
  }

  private void setting(String name, String value) {
    set.add(name);
    System.setProperty(name, value);
  }
}
