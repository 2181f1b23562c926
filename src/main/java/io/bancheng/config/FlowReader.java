package io.bancheng.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the files of {@code routes/} as far as their safety goes. Routes are code: only what stands
 * in {@link FlowWords} may occur in them, whatever Camel itself could do.
 */
final class FlowReader {
  private final ConfigFiles files;
  private final Findings findings;
  private final FlowWords words = FlowWords.read();
  private final Map<String, Place> ids = new HashMap<>();
  private final Map<String, Place> called = new LinkedHashMap<>();
  private final Map<String, Place> entered = new HashMap<>();

  FlowReader(ConfigFiles files, Findings findings) {
    this.files = files;
    this.findings = findings;
  }

  void check() {
    files.paths().stream().filter(path -> path.startsWith("routes/")).forEach(this::file);
    called.forEach(this::mustBeEntered);
  }

  private void file(String path) {
    if (path.endsWith(".camel.yaml")) {
      var root = YamlTree.read(files.need(path, findings), findings);
      if (!root.unreadable()) {
        root.items().forEach(this::top);
      }
    } else if (path.matches(".*\\.(ya?ml|xml|java|groovy|js)")) {
      findings.add(
          new Place(path, 1, 1),
          "this file is not part of the flow.",
          "Name it *.camel.yaml, or take it out of routes/.");
    }
  }

  private void top(YamlTree item) {
    item.keys("route", "routeTemplate");
    item.find("route").ifPresent(route -> route(route, Set.of()));
    item.find("routeTemplate").ifPresent(this::template);
  }

  private void template(YamlTree template) {
    template.keys("id", "parameters", "route");
    id(template.need("id"));
    var names =
        template.find("parameters").map(YamlTree::items).stream()
            .flatMap(java.util.List::stream)
            .map(parameter -> parameter.keys("name", "description", "required", "defaultValue"))
            .collect(Collectors.toMap(p -> p.need("name").text(), p -> p, (a, b) -> a));
    var used = route(template.need("route"), names.keySet());
    names.forEach(
        (name, parameter) -> {
          if (!name.isEmpty() && !used.contains(name)) {
            findings.add(
                parameter.place(),
                "nothing uses the parameter \"%s\".".formatted(name),
                "Write {{%s}} where it belongs, or delete it.".formatted(name));
          }
        });
  }

  private Set<String> route(YamlTree route, Set<String> parameters) {
    route.keys("id", "from", "errorHandler", "description", "autoStartup");
    if (parameters.isEmpty()) {
      id(route.need("id"));
    }
    var steps = new FlowSteps(words, findings, parameters, called, entered);
    steps.route(route);
    return steps.used();
  }

  private void id(YamlTree id) {
    String text = id.text();
    if (!text.isEmpty()) {
      var first = ids.putIfAbsent(text, id.place());
      if (first != null) {
        id.problem(
            "id \"%s\" is that of %s, too.".formatted(text, first.row()), "Give it another id.");
      }
    }
  }

  private void mustBeEntered(String name, Place place) {
    if (!entered.containsKey(name)) {
      findings.unknown(
          place, "route", "direct:" + name, directs(), "They are the from: lines of routes/.");
    }
  }

  private Set<String> directs() {
    return entered.keySet().stream().map(name -> "direct:" + name).collect(Collectors.toSet());
  }
}
