package io.bancheng.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.security.OutsideSecrets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class EntranceKeeperTest {
  private final AtomicBoolean open = new AtomicBoolean();

  @Test
  void an_entrance_that_is_paused_before_the_hub_starts_is_not_opened_and_others_are()
      throws Exception {
    try (var context = new DefaultCamelContext()) {
      var keeper =
          new EntranceKeeper(context, channel -> !channel.equals("hot-line") || open.get(), flow());
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:a").routeId("accept-queue-hot-line").to("log:a");
              from("direct:b").routeId("accept-queue-web").to("log:b");
              from("direct:c").routeId("push-answers-hot-line").to("log:c");
            }
          });
      context.start();

      assertThat(status(context, "accept-queue-hot-line")).isEqualTo(ServiceStatus.Stopped);
      assertThat(status(context, "accept-queue-web")).isEqualTo(ServiceStatus.Started);
      assertThat(status(context, "push-answers-hot-line")).isEqualTo(ServiceStatus.Started);
      open.set(true);
      keeper.look();
      assertThat(status(context, "accept-queue-hot-line")).isEqualTo(ServiceStatus.Started);
      open.set(false);
      keeper.look();
      assertThat(status(context, "accept-queue-hot-line")).isEqualTo(ServiceStatus.Stopped);
      assertThat(status(context, "accept-queue-web")).isEqualTo(ServiceStatus.Started);
    }
  }

  private static Flow flow() {
    var client = new OutsideClient();
    return new Flow(
        new Turnstile(),
        new OutsideSecrets(Path.of("target"), name -> null),
        Path.of("target"),
        null,
        client);
  }

  private static ServiceStatus status(DefaultCamelContext context, String id) {
    return context.getRouteController().getRouteStatus(id);
  }
}
