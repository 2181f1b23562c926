package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedMappingsTest {
  private final Mappings mappings =
      Mappings.load(
          Path.of("mappings"),
          ConfigLoader.load(Path.of("config"), Path.of("mappings"), Path.of("routes")).regions());

  @Test
  void every_example_comes_out_as_expected() {
    assertThat(MappingCases.run(mappings)).isEmpty();
  }

  @Test
  void what_comes_out_otherwise_is_told_by_file_and_place(@TempDir Path dir) throws IOException {
    Files.writeString(
        dir.resolve("t.yaml"), "source: json\nversion: 1\nfields:\n  demand.content: c\n");
    Files.createDirectory(dir.resolve("t"));
    Files.writeString(dir.resolve("t/a.json"), "{}");
    Files.writeString(dir.resolve("t/b.json"), "{\"c\": \"x\"");
    Files.writeString(dir.resolve("t/b.expected.json"), "{\"refused\": \"INVALID\"}");
    var differences = MappingCases.run(Mappings.load(dir, new FixedGazetteer()));
    assertThat(differences).hasSize(2);
    assertThat(differences.get(0).expected()).isEqualTo("an expectation beside the example");
    assertThat(differences.get(1).toString().lines())
        .containsExactly(
            dir.resolve("t/b.expected.json") + ": (whole)",
            "  expected \"INVALID\"",
            "  but was  \"UNREADABLE\"");
  }

  @Test
  void every_leaf_of_the_examples_is_mapped_or_ignored_on_purpose() {
    assertThat(mappings.uncovered()).isEmpty();
  }

  @Test
  void a_mapping_is_found_with_and_without_its_version() {
    assertThat(mappings.mapping("hotline-json")).isSameAs(mappings.mapping("hotline-json@1"));
  }

  @Test
  void an_unknown_mapping_is_named_with_those_that_exist() {
    assertThatThrownBy(() -> mappings.mapping("hotline-jsn"))
        .hasMessage(
            "unknown mapping \"hotline-jsn\". Mappings: "
                + String.join(", ", mappings.names())
                + ". Did you mean \"hotline-json\"?");
  }
}
