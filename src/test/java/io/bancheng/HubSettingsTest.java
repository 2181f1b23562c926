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

  @Test
  void a_broker_for_others_speaks_tls() {
    assertThat(settings(Map.of()).broker().door().tls()).isEmpty();
    var open = settings(Map.of("bancheng.broker.address", "0.0.0.0"));
    assertThatThrownBy(() -> open.broker().door())
        .hasMessageStartingWith("bancheng.broker.address is not this machine alone");
    var sealed =
        settings(
            Map.of(
                "bancheng.broker.port", "5671",
                "bancheng.broker.address", "0.0.0.0",
                "bancheng.broker.key-store", "hub.p12",
                "bancheng.broker.key-store-password", "x"));
    assertThat(sealed.broker().door().host()).isEqualTo("0.0.0.0");
    assertThat(sealed.broker().door().tls()).isPresent();
  }

  private static HubSettings settings(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("bancheng", HubSettings.class);
  }
}
