package io.bancheng.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Every route that begins outside goes first through a door, which lets in bytes and a few names
 * that it knows; every route that ends outside writes its message anew right before.
 */
class RouteDoorsTest {
  private static final Set<String> INNER = Set.of("direct", "timer", "bean", "log", "controlbus");

  /** Beans that take everything off a message but its bytes; their own tests show it. */
  private static final Set<String> DOORS =
      Set.of("httpDoor", "fileDoor", "queueDoor", "mailDoor", "answerPush", "deliveries");

  /** Beans that take everything off a message and write what goes out. */
  private static final Set<String> WRITERS =
      Set.of("answerPush", "eventPush", "restPost", "restPoll", "filePost", "fileDoor");

  /** Routes that end in {@code fileDoor}, which writes the result. */
  private static final Set<String> ANSWERING = Set.of("direct:take-file", "direct:take-reply-file");

  static Stream<Path> files() throws IOException {
    try (var all = Files.walk(Path.of("routes"))) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void what_comes_from_outside_goes_through_a_door_first(Path file) {
    for (Map<?, ?> route : routes(file)) {
      var from = (Map<?, ?>) route.get("from");
      String uri = from.get("uri").toString();
      if (outer(uri)) {
        var first =
            ((List<?>) from.get("steps"))
                .stream().filter(step -> !notes(step)).findFirst().orElseThrow();
        assertThat(bean(first)).as("%s: first step after %s", file, uri).isIn(DOORS);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void what_goes_outside_is_written_right_before(Path file) {
    for (Map<?, ?> route : routes(file)) {
      var wrong = new ArrayList<String>();
      walk(route, wrong);
      assertThat(wrong).as("%s", file).isEmpty();
    }
  }

  @Test
  void what_takes_a_file_ends_by_writing_its_result() {
    var answering =
        routes(Path.of("routes/files.camel.yaml")).stream()
            .map(route -> (Map<?, ?>) route.get("from"))
            .filter(from -> ANSWERING.contains(from.get("uri").toString()))
            .toList();
    assertThat(answering).hasSameSizeAs(ANSWERING);
    for (Map<?, ?> from : answering) {
      var steps = (List<?>) from.get("steps");
      var last = (Map<?, ?>) steps.get(steps.size() - 1);
      var tried = (Map<?, ?>) last.get("doTry");
      assertThat(tried).as("%s", from.get("uri")).isNotNull();
      assertThat(bean(lastOf(tried.get("steps")))).isEqualTo("fileDoor");
      for (Object refusal : (List<?>) tried.get("doCatch")) {
        assertThat(bean(lastOf(((Map<?, ?>) refusal).get("steps")))).isEqualTo("fileDoor");
      }
    }
  }

  private static Object lastOf(Object steps) {
    var list = (List<?>) steps;
    return list.get(list.size() - 1);
  }

  @ParameterizedTest
  @MethodSource("files")
  void http_calls_say_their_method_and_keep_to_their_address(Path file) throws IOException {
    var calls = new ArrayList<Map<?, ?>>();
    routes(file).forEach(route -> collect(route, calls));
    for (Map<?, ?> call : calls) {
      var settings = (Map<?, ?>) call.get("parameters");
      assertThat(settings).as("%s: %s", file, call.get("uri")).isNotNull();
      assertThat(settings.get("bridgeEndpoint")).isEqualTo(true);
      assertThat(settings.get("followRedirects")).isEqualTo(false);
      assertThat(settings.get("copyHeaders")).isEqualTo(false);
      assertThat(settings.get("httpMethod")).isNotNull();
      assertThat(settings.get("httpClientConfigurer").toString()).startsWith("#");
    }
  }

  private static void walk(Object node, List<String> wrong) {
    if (node instanceof Map<?, ?> map) {
      map.values().forEach(value -> walk(value, wrong));
    } else if (node instanceof List<?> steps) {
      for (int n = 0; n < steps.size(); n++) {
        String uri = target(steps.get(n));
        if (uri != null && outer(uri) && (n == 0 || !written(steps.get(n - 1)))) {
          wrong.add(uri + (n == 0 ? "" : " after " + steps.get(n - 1)));
        }
        walk(steps.get(n), wrong);
      }
    }
  }

  private static void collect(Object node, List<Map<?, ?>> calls) {
    if (node instanceof Map<?, ?> map) {
      String uri = target(map);
      if (uri != null && (uri.startsWith("http") || uri.startsWith("{{url"))) {
        calls.add((Map<?, ?>) (map.containsKey("to") ? map.get("to") : map.get("toD")));
      }
      map.values().forEach(value -> collect(value, calls));
    } else if (node instanceof List<?> list) {
      list.forEach(item -> collect(item, calls));
    }
  }

  /** A property stays in the hub and is no part of the message. */
  private static boolean notes(Object step) {
    return step instanceof Map<?, ?> map && map.containsKey("setProperty");
  }

  private static boolean written(Object step) {
    String bean = bean(step);
    return ANSWERING.contains(String.valueOf(target(step)))
        || bean != null && (WRITERS.contains(bean) || bean.startsWith("departmentMail"))
        || step instanceof Map<?, ?> map && removes(map);
  }

  private static boolean removes(Map<?, ?> step) {
    return step.get("removeHeaders") instanceof Map<?, ?> what && "*".equals(what.get("pattern"));
  }

  private static String bean(Object step) {
    return step instanceof Map<?, ?> map && map.get("bean") instanceof Map<?, ?> bean
        ? bean.get("ref").toString()
        : null;
  }

  private static String target(Object step) {
    if (!(step instanceof Map<?, ?> map)) {
      return null;
    }
    Object to = map.containsKey("to") ? map.get("to") : map.get("toD");
    return to instanceof Map<?, ?> where ? String.valueOf(where.get("uri")) : (String) to;
  }

  private static boolean outer(String uri) {
    return !INNER.contains(uri.split(":", 2)[0]);
  }

  private static List<Map<?, ?>> routes(Path file) {
    try {
      var all = (List<?>) new Load(LoadSettings.builder().build()).loadFromString(text(file));
      return all.stream()
          .map(Map.class::cast)
          .map(RouteDoorsTest::route)
          .filter(route -> route != null && route.get("from") != null)
          .collect(Collectors.toList());
    } catch (UncheckedIOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  private static Map<?, ?> route(Map<?, ?> top) {
    if (top.get("routeTemplate") instanceof Map<?, ?> template) {
      return (Map<?, ?>) template.get("route");
    }
    return top.get("route") instanceof Map<?, ?> route
        ? route
        : top.containsKey("from") ? top : null;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
