package io.bancheng.routes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** A node that hears of another version while it is being started waits until it has started. */
class FlowStartTest {
  @Test
  void nothing_is_exchanged_before_the_flow_has_started() throws IOException {
    var flow = new Flow(new Turnstile(), null, Path.of("target"), null, null);
    try (var context = new DefaultCamelContext()) {
      assertThatThrownBy(() -> flow.swap(context, null, null))
          .isInstanceOf(Turnstile.Busy.class)
          .hasMessageContaining("still being started");
    }
  }
}
