package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShippedMappingsTest {
  private final Mappings mappings = Mappings.load(Path.of("mappings"), new FixedGazetteer());

  @Test
  void every_example_comes_out_as_expected() {
    assertThat(MappingCases.run(mappings)).isEmpty();
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
            "unknown mapping \"hotline-jsn\". Mappings: hotline-json."
                + " Did you mean \"hotline-json\"?");
  }
}
