package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.mappings.ReadingLimits;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class HubSettingsTest {
  @Test
  void what_nobody_sets_is_read_within_the_usual_limits() {
    assertThat(settings(Map.of()).limits().reading()).isEqualTo(ReadingLimits.DEFAULTS);
  }

  @Test
  void every_limit_can_be_set() {
    var limits =
        settings(
                Map.of(
                    "bancheng.limits.document", "2MB",
                    "bancheng.limits.depth", "32",
                    "bancheng.limits.fields", "100",
                    "bancheng.limits.text", "1KB",
                    "bancheng.limits.multipart", "60MB",
                    "bancheng.limits.attachments", "3",
                    "bancheng.limits.attachment", "5MB"))
            .limits();
    assertThat(limits.reading())
        .isEqualTo(new ReadingLimits(2 << 20, 32, 100, 1 << 10, 60 << 20, 3, 5 << 20));
  }

  @Test
  void a_limit_beyond_memory_is_refused_by_name() {
    var settings = settings(Map.of("bancheng.limits.multipart", "2GB"));
    assertThatThrownBy(() -> settings.limits().reading())
        .hasMessageStartingWith("bancheng.limits.multipart is 2147483648B. Write a size from 1B");
  }

  private static HubSettings settings(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("bancheng", HubSettings.class);
  }
}
