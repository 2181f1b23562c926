package io.bancheng;

import io.bancheng.config.ActiveConfig;
import io.bancheng.config.OperatorFiles;
import io.bancheng.harness.CrankedClock;
import io.bancheng.harness.HubClient;
import io.bancheng.ledger.TimeGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.util.FileSystemUtils;

/**
 * A hub with operators' files of its own that a test may edit while it runs; every subclass shares
 * it, and leaves the files as they were shipped.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class EditedFilesTest {
  private static final CrankedClock CLOCK = new CrankedClock("2026-10-09T10:08:01");

  static final Path VAR = HubTest.newVar();
  static final Path FILES = copies();

  @TestBean(methodName = "crankedClock")
  Clock clock;

  @TestBean(methodName = "crankedDials")
  TimeGuard.Dials dials;

  @LocalServerPort int port;
  @Autowired ActiveConfig configuration;

  static Clock crankedClock() {
    return CLOCK;
  }

  static TimeGuard.Dials crankedDials() {
    return HubTest.dials(CLOCK);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("bancheng.var", VAR::toString);
    registry.add("bancheng.broker.port", () -> "0");
    registry.add("bancheng.config", () -> FILES.resolve("config"));
    registry.add("bancheng.mappings", () -> FILES.resolve("mappings"));
    registry.add("bancheng.routes", () -> FILES.resolve("routes"));
  }

  @AfterEach
  void everything_is_as_it_was_and_nothing_is_refused() throws IOException {
    copy();
    soon().until(() -> configuration.rejected().isEmpty() && version().equals(shipped()));
  }

  String version() {
    return configuration.current().version();
  }

  /** The files as they lie there. */
  static OperatorFiles files() {
    return new OperatorFiles(
        FILES.resolve("config"), FILES.resolve("mappings"), FILES.resolve("routes"));
  }

  HubClient hub() {
    return new HubClient(port, VAR);
  }

  static String shipped() {
    return new OperatorFiles(Path.of("config"), Path.of("mappings"), Path.of("routes")).version();
  }

  static ConditionFactory soon() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
  }

  static void copy() throws IOException {
    copyTo(FILES);
  }

  private static Path copies() {
    try {
      Files.createDirectories(Path.of("target"));
      Path folder = Files.createTempDirectory(Path.of("target"), "files-");
      copyTo(folder);
      return folder.toAbsolutePath();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copyTo(Path folder) throws IOException {
    for (String name : new String[] {"config", "mappings", "routes"}) {
      FileSystemUtils.deleteRecursively(folder.resolve(name));
      FileSystemUtils.copyRecursively(Path.of(name), folder.resolve(name));
    }
  }
}
