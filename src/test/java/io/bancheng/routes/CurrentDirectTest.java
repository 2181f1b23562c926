package io.bancheng.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Callers who come together just after a route was exchanged all go to the one that is there. */
class CurrentDirectTest {
  private static final int CALLERS = 8;
  private static final int EXCHANGES = 500;

  @Test
  void nobody_goes_to_the_route_that_is_gone() throws Exception {
    var callers = Executors.newFixedThreadPool(CALLERS);
    try (var context = new DefaultCamelContext()) {
      context.addComponent("direct", new CurrentDirect());
      context.addRoutes(route("first", "direct:next", null));
      context.addRoutes(route("next", null, "edition 0"));
      context.start();
      for (int i = 1; i <= EXCHANGES; i++) {
        String edition = "edition " + i;
        context.getRouteController().stopRoute("next");
        context.removeRoute("next");
        context.addRoutes(route("next", null, edition));
        assertThat(together(context, callers)).containsOnly(edition);
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private static List<Object> together(CamelContext context, ExecutorService callers)
      throws Exception {
    var start = new CyclicBarrier(CALLERS);
    var template = context.createProducerTemplate();
    var answers =
        callers.invokeAll(
            IntStream.range(0, CALLERS)
                .<Callable<Object>>mapToObj(
                    i ->
                        () -> {
                          start.await();
                          return template.requestBody("direct:first", "");
                        })
                .toList());
    var said = new ArrayList<Object>();
    for (var answer : answers) {
      said.add(answer.get());
    }
    return said;
  }

  private static RouteBuilder route(String id, String to, String says) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        var route = from("direct:" + id).routeId(id).errorHandler(noErrorHandler());
        if (to == null) {
          route.setBody(constant(says)).to("log:none?level=OFF");
        } else {
          route.to(to);
        }
      }
    };
  }
}
