package io.bancheng.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks where a message comes from or goes to. */
final class FlowEndpoint {
  private static final Set<String> INSIDE = Set.of("direct", "timer");
  private static final Set<String> HTTP = Set.of("http", "https", "{{");
  private static final Pattern SECRET = Pattern.compile("[?&]([A-Za-z.]+)=(?!\\{\\{|#)[^&]+");

  private final FlowWords words;
  private final Findings findings;
  private final Map<String, Place> called;
  private final Map<String, Place> entered;

  FlowEndpoint(
      FlowWords words, Findings findings, Map<String, Place> called, Map<String, Place> entered) {
    this.words = words;
    this.findings = findings;
    this.called = called;
    this.entered = entered;
  }

  void from(YamlTree from) {
    String uri = uri(from);
    look(from, uri);
    if (uri.startsWith("direct:")) {
      var first = entered.putIfAbsent(uri.substring("direct:".length()), from.place());
      boolean many = uri.contains("{{");
      if (first != null && !many) {
        from.problem(
            "%s is entered at %s, too.".formatted(uri, first.row()), "Keep one of the routes.");
      }
    }
  }

  void to(String step, YamlTree to) {
    String uri = uri(to);
    look(to, uri);
    if (uri.startsWith("direct:") && !uri.contains("${")) {
      called.putIfAbsent(uri.substring("direct:".length()), place(to));
    }
    if (step.equals("toD") && uri.matches(".*\\$\\{\\s*(header|in|body|message)s?\\b.*")) {
      to.problem(
          "the way out is computed from what came in.",
          "Name the address in config/ and hand it to a template as a parameter.");
    }
    if (HTTP.contains(scheme(uri)) && outside(to)) {
      http(to);
    }
  }

  /** Whether another system is at the other end. */
  boolean outside(YamlTree endpoint) {
    String scheme = scheme(uri(endpoint));
    return !scheme.isEmpty() && !INSIDE.contains(scheme);
  }

  static String uri(YamlTree endpoint) {
    return endpoint
        .scalar()
        .or(
            () ->
                endpoint.isMap()
                    ? endpoint.find("uri").flatMap(YamlTree::scalar)
                    : java.util.Optional.empty())
        .orElse("");
  }

  private void look(YamlTree endpoint, String uri) {
    if (endpoint.isMap()) {
      endpoint.need("uri").text();
    }
    String scheme = scheme(uri);
    if (!uri.isEmpty() && !scheme.equals("{{") && !words.components().contains(scheme)) {
      findings.unknown(place(endpoint), "component", scheme, words.components(), "");
    }
    if (scheme.equals("file") && !uri.startsWith("file:{{")) {
      findings.add(
          place(endpoint),
          "a folder that stands in a route.",
          "Make it the parameter of a template; config/ says which folder.");
    }
    var secret = SECRET.matcher(uri);
    while (secret.find()) {
      if (YamlTree.secret(secret.group(1))) {
        findings.secret(place(endpoint), secret.group(1));
      }
    }
    if (endpoint.isMap()) {
      endpoint.find("parameters").filter(YamlTree::isMap).ifPresent(this::settings);
    }
  }

  private void settings(YamlTree parameters) {
    for (YamlTree value : parameters.entries().values()) {
      String text = value.scalar().orElse("");
      String bean = FlowSteps.plain(text.replaceFirst("^#", ""));
      if (text.startsWith("#") && !words.settings().contains(bean)) {
        findings.unknown(value.place(), "bean", bean, words.settings(), "");
      }
    }
  }

  /** Without these a header of the message decides where it goes and how. */
  private void http(YamlTree to) {
    var given =
        to.isMap() ? to.find("parameters").map(YamlTree::entries).orElse(Map.of()) : Map.of();
    List<String> needed = List.of("bridgeEndpoint", "httpMethod");
    for (String name : needed) {
      if (!given.containsKey(name)) {
        to.problem(
            "an HTTP call without %s.".formatted(name),
            "Add httpMethod and bridgeEndpoint: true below parameters.");
      }
    }
  }

  private static Place place(YamlTree endpoint) {
    return endpoint.isMap()
        ? endpoint.find("uri").map(YamlTree::place).orElse(endpoint.place())
        : endpoint.place();
  }

  private static String scheme(String uri) {
    if (uri.startsWith("{{")) {
      return "{{";
    }
    int colon = uri.indexOf(':');
    return colon < 0 ? uri : uri.substring(0, colon);
  }
}
