package io.bancheng.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.DepartmentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of department files in docs/, each put beside the shipped ones. */
class DepartmentExamplesTest {
  private static final Path EXAMPLES = Path.of("docs/examples/departments");
  private static final int SHORT = 30;

  @TempDir Path folder;

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void connects_a_department_as_it_is(Path example) throws IOException {
    var config = folder.resolve("config");
    try (var files = Files.walk(Shipped.CONFIG)) {
      for (Path file : files.toList()) {
        Files.copy(file, config.resolve(Shipped.CONFIG.relativize(file).toString()));
      }
    }
    Files.copy(example, config.resolve("departments/340882-wjw.yaml"));

    var hub = ConfigLoader.load(config, Path.of("mappings"), Path.of("routes"));

    assertThat(hub.connections()).containsKey(DepartmentId.parse("340882:wjw"));
    assertThat(Files.readAllLines(example)).hasSizeLessThan(SHORT);
  }
}
