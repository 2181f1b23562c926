package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.DropBox;
import io.bancheng.harness.RunningHub;
import io.bancheng.harness.SftpBox;
import io.bancheng.ledger.TimeGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.util.FileSystemUtils;

/** A hub that fetches townships' files from real SFTP servers. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class SftpTest {
  private static final CrankedClock CLOCK = new CrankedClock("2026-10-16T17:05:00");

  private static final Path VAR = HubTest.newVar();
  private static final Path CONFIG = VAR.resolve("config");
  private static final int PORT = RunningHub.freePort();
  private static final int OTHER_PORT = RunningHub.freePort();
  private static final int FALSE_PORT = RunningHub.freePort();
  private static final KeyPair KEY = key();
  private static SftpBox byPassword = box("one", PORT).start();
  private static final SftpBox BY_KEY = box("two", OTHER_PORT).trusting(KEY.getPublic()).start();
  private static final SftpBox FALSE = box("three", FALSE_PORT).start();
  private static final String HEADER = "登记日期,反映人姓名,联系电话,住址,反映事项,诉求内容\n";

  @TestBean(methodName = "crankedClock")
  Clock clock;

  @TestBean(methodName = "crankedDials")
  TimeGuard.Dials dials;

  @Autowired JdbcTemplate jdbc;

  static Clock crankedClock() {
    return CLOCK;
  }

  static TimeGuard.Dials crankedDials() {
    return HubTest.dials(CLOCK);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) throws IOException {
    FileSystemUtils.copyRecursively(Path.of("config"), CONFIG);
    channel("one", PORT, "one");
    channel("two", OTHER_PORT, "two");
    channel("three", FALSE_PORT, "three");
    byPassword.knownHosts(VAR.resolve("keys/one.known_hosts"));
    BY_KEY.knownHosts(VAR.resolve("keys/two.known_hosts"));
    Files.writeString(
        VAR.resolve("keys/three.known_hosts"),
        Files.readString(VAR.resolve("keys/one.known_hosts")).replace("" + PORT, "" + FALSE_PORT));
    secret("one", "right");
    secret("two", pem());
    secret("three", "right");
    registry.add("bancheng.var", VAR::toString);
    registry.add("bancheng.broker.port", () -> "0");
    registry.add("bancheng.config", CONFIG::toString);
  }

  @AfterAll
  static void stop() {
    byPassword.close();
    BY_KEY.close();
    FALSE.close();
  }

  @Test
  void a_file_on_a_server_is_taken_and_its_result_lies_beside_it() {
    var box = new DropBox(root("one").resolve("in"));
    var result = box.take("341522100_20261016.csv", HEADER + row("甲某", "19400003001"));
    assertThat(result.outcome(1)).isEqualTo("受理");
    assertThat(box.in("done")).anyMatch(name -> name.startsWith("341522100_20261016."));
    assertThat(box.take("341522100_20261017.csv", "x\n").file()).containsEntry("结果", "未接收");
    assertThat(box.in("failed")).hasSize(1);
  }

  @Test
  void a_private_key_opens_a_server_as_well() {
    var box = new DropBox(root("two").resolve("in"));
    var result = box.take("341522101_20261016.csv", HEADER + row("乙某", "19400003002"));
    assertThat(result.outcome(1)).isEqualTo("受理");
  }

  @Test
  void a_server_that_is_away_for_a_while_loses_nothing() {
    var box = new DropBox(root("one").resolve("in"));
    byPassword.close();
    box.drop("341522102_20261016.csv", (HEADER + row("丙某", "19400003003")));
    byPassword = box("one", PORT).start();
    assertThat(box.result("341522102_20261016.csv").outcome(1)).isEqualTo("受理");
  }

  /** By the time the others' files are done, this one would have been, too. */
  @Test
  void a_server_with_another_key_is_not_talked_to() {
    var impostor = new DropBox(root("three").resolve("in"));
    impostor.drop("341522103_20261016.csv", HEADER + row("丁某", "19400003004"));
    var box = new DropBox(root("two").resolve("in"));
    box.take("341522104_20261016.csv", HEADER + row("戊某", "19400003005"));
    await()
        .during(Duration.ofSeconds(8))
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                Files.exists(root("three").resolve("in/341522103_20261016.csv"))
                    && cases("three") == 0);
  }

  private long cases(String channel) {
    return jdbc.queryForObject(
        "select count(*) from case_record where channel_code = ?", Long.class, channel);
  }

  private static String row(String name, String phone) {
    return "2026-10-09,%s,%s,城关镇,低保申请,低保申请材料交了四个月没有结果。\n".formatted(name, phone);
  }

  private static void channel(String code, int port, String name) throws IOException {
    String township =
        Files.readString(Path.of("config/channels/township.yaml"))
            .replaceAll("(?m)^folder:.*$", "");
    Files.writeString(
        CONFIG.resolve("channels/" + code + ".yaml"),
        township
            + "sftp: { server: \"sftp://127.0.0.1:%d/in\", user: hub, knownHosts: keys/%s.known_hosts }\n"
                .formatted(port, name));
  }

  private static void secret(String code, String secret) throws IOException {
    Files.writeString(VAR.resolve("keys/channel." + code + ".sftp.secret"), secret);
  }

  private static Path root(String name) {
    return VAR.resolve("servers/" + name + "/files");
  }

  private static SftpBox box(String name, int port) {
    try {
      Files.createDirectories(root(name).resolve("in"));
      return new SftpBox(root(name), port, "right");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyPair key() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(3072);
      return generator.generateKeyPair();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem() {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(KEY.getPrivate().getEncoded());
    return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
  }
}
