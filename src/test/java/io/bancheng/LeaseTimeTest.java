package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What one node has for a while, no other may take because of its own clock. */
class LeaseTimeTest {
  private static final Path FLOW = Path.of("routes");
  private static final Pattern ROUTE = Pattern.compile("(?m)^- (?=route)");
  private static final Pattern LEASES =
      Pattern.compile("ref: (deliveries|polls), .*exchangeProperty\\.now");
  private static final Pattern OWN_CLOCK = Pattern.compile("name: now, .*ref: (?!timeGuard)\\w+");

  @Test
  void every_route_that_takes_or_ends_a_lease_goes_by_the_ledgers_time() throws IOException {
    var leasing = routes().stream().filter(route -> LEASES.matcher(route).find()).toList();
    assertThat(leasing).hasSizeGreaterThan(6);
    assertThat(leasing)
        .allMatch(route -> route.contains("name: now, expression: { method: { ref: timeGuard"))
        .noneMatch(route -> OWN_CLOCK.matcher(route).find());
  }

  private static List<String> routes() throws IOException {
    var routes = new ArrayList<String>();
    try (var files = Files.walk(FLOW)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        routes.addAll(List.of(ROUTE.split(Files.readString(file))));
      }
    }
    return routes;
  }
}
