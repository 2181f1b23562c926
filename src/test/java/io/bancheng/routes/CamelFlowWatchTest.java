package io.bancheng.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.FlowWatch.Place;
import io.bancheng.canonical.FlowWatch.Traffic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CamelFlowWatchTest {
  private final AtomicLong ticks = new AtomicLong();
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CamelFlowWatch watch = new CamelFlowWatch(context, meters, ticks::get);

  @BeforeEach
  void start() throws Exception {
    var policy = new MicrometerRoutePolicyFactory();
    policy.setMeterRegistry(meters);
    context.addRoutePolicyFactory(policy);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            routeTemplate("to-department")
                .templateParameter("department")
                .from("direct:{{department}}")
                .to("mock:there");
            from("direct:wrong")
                .routeId("wrong")
                .errorHandler(noErrorHandler())
                .throwException(new IllegalStateException("no"));
          }
        });
    TemplatedRouteBuilder.builder(context, "to-department")
        .routeId("letters-340882.ybj")
        .parameter("department", "340882.ybj")
        .add();
    context.start();
  }

  @AfterEach
  void stop() throws java.io.IOException {
    context.close();
  }

  @Test
  void a_route_counts_what_passed_it_in_the_last_minute_and_since_the_start() {
    watch.look();
    send("direct:340882.ybj", 6);
    pass(60);

    assertThat(route("letters-340882.ybj"))
        .isEqualTo(
            new Traffic("letters-340882.ybj", Place.DEPARTMENT, "340882.ybj", 6, 0, 6, 0, 0));

    watch.look();
    pass(60);
    watch.look();
    assertThat(route("letters-340882.ybj").perMinute()).isZero();
    assertThat(route("letters-340882.ybj").done()).isEqualTo(6);
  }

  @Test
  void what_goes_wrong_is_counted_apart() {
    watch.look();
    send("direct:wrong", 2);
    pass(120);

    var wrong = route("wrong");
    assertThat(wrong.place()).isEqualTo(Place.STEP);
    assertThat(wrong.failed()).isEqualTo(2);
    assertThat(wrong.failedPerMinute()).isEqualTo(1.0);
  }

  private void send(String to, int times) {
    try (var template = context.createProducerTemplate()) {
      for (int i = 0; i < times; i++) {
        template.send(to, exchange -> exchange.getMessage().setBody("x"));
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void pass(long seconds) {
    ticks.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private Traffic route(String id) {
    return watch.routes().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
  }
}
