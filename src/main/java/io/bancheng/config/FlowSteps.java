package io.bancheng.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks one route or template: its entrance, its steps in their order, its ways out. */
final class FlowSteps {

  private final FlowWords words;
  private final Findings findings;
  private final FlowEndpoint endpoint;
  private final FlowTexts texts;

  FlowSteps(
      FlowWords words,
      Findings findings,
      Set<String> parameters,
      Map<String, Place> called,
      Map<String, Place> entered) {
    this.words = words;
    this.findings = findings;
    this.texts = new FlowTexts(findings, parameters);
    this.endpoint = new FlowEndpoint(words, findings, called, entered);
  }

  /** The template's parameters that were used. */
  Set<String> used() {
    return texts.used();
  }

  void route(YamlTree route) {
    route.find("errorHandler").ifPresent(texts::look);
    var from = route.need("from");
    if (from.unreadable()) {
      return;
    }
    from.keys("uri", "parameters", "steps");
    texts.look(from);
    endpoint.from(from);
    var steps = from.need("steps");
    if (!steps.isList()) {
      steps.items();
      return;
    }
    if (endpoint.outside(from)) {
      door(from, steps.items());
    }
    steps(steps);
  }

  private void door(YamlTree from, List<YamlTree> steps) {
    String first =
        steps.stream()
            .filter(step -> !step.isMap() || step.find("setProperty").isEmpty())
            .findFirst()
            .map(FlowSteps::called)
            .orElse("");
    if (!words.doors().contains(first)) {
      from.need("uri")
          .problem(
              "this entrance is open: its first step (but for setProperty) is no door.",
              "Begin with a bean step that calls one of %s."
                  .formatted(String.join(", ", words.doors())));
    }
  }

  private void steps(YamlTree steps) {
    String before = "";
    for (YamlTree step : steps.items()) {
      if (!step.isMap()) {
        step.problem("a step must be a key with settings.", "Write \"- bean: {...}\".");
        continue;
      }
      for (Map.Entry<String, YamlTree> entry : step.entries().entrySet()) {
        step(entry.getKey(), entry.getValue(), before);
      }
      before = called(step);
    }
  }

  private void step(String name, YamlTree value, String before) {
    if (!words.steps().contains(name)) {
      findings.unknown(
          value.keyPlace(),
          "step",
          name,
          words.steps(),
          "Steps that run code or go to computed places are not for routes.");
      return;
    }
    if (name.equals("to") || name.equals("toD")) {
      endpoint.to(name, value);
      if (endpoint.outside(value) && !words.cleared().contains(before)) {
        value.problem(
            "headers of the message would go out with it.",
            "Put \"- removeHeaders: { pattern: '*' }\" right before it.");
      }
    }
    inside(name, value);
  }

  /** Whatever stands below a step: further steps, expressions, beans. */
  private void inside(String name, YamlTree value) {
    if (name.equals("bean") || name.equals("method")) {
      bean(name, value);
    } else if (value.isMap() && !name.equals("parameters")) {
      value.entries().forEach(this::part);
    } else if (name.equals("steps") && value.isList()) {
      steps(value);
    } else if (value.isList()) {
      value.items().stream().filter(YamlTree::isMap).forEach(i -> i.entries().forEach(this::part));
    }
  }

  private void part(String name, YamlTree value) {
    if (words.otherLanguages().contains(name)) {
      findings.unknown(value.keyPlace(), "language", name, words.languages(), "");
    } else {
      inside(name, value);
    }
  }

  private void bean(String name, YamlTree value) {
    if (!value.isMap()) {
      value.problem(name + " must name ref and method.", "Write { ref: ledger, method: append }.");
      return;
    }
    value.keys("ref", "method");
    var ref = value.need("ref");
    var method = value.need("method");
    String bean = plain(ref.text());
    if (!bean.isEmpty() && !words.beans().containsKey(bean)) {
      findings.unknown(
          ref.place(), "bean", bean, words.beans().keySet(), "They stand in docs/map.md.");
    } else if (!method.text().isEmpty()) {
      method(method, bean);
    }
  }

  private void method(YamlTree method, String bean) {
    var known = words.beans().getOrDefault(bean, List.of());
    String name = methodName(method.text());
    if (!known.isEmpty() && !known.contains(name)) {
      findings.unknown(method.place(), "method", name, known, "");
    }
  }

  /** What a step calls, in the form in which doors and clearings are listed. */
  private static String called(YamlTree step) {
    if (!step.isMap()) {
      return "";
    }
    return step.find("bean")
        .filter(YamlTree::isMap)
        .map(bean -> plain(scalar(bean, "ref")) + "." + methodName(scalar(bean, "method")))
        .or(() -> step.find("to").map(FlowEndpoint::uri))
        .or(() -> step.find("removeHeaders").map(r -> "removeHeaders " + pattern(r)))
        .orElse("");
  }

  private static String pattern(YamlTree removal) {
    boolean exceptions = removal.isMap() && removal.find("excludePattern").isPresent();
    return exceptions ? "" : removal.scalar().orElseGet(() -> scalar(removal, "pattern"));
  }

  private static String scalar(YamlTree tree, String key) {
    return Optional.of(tree)
        .filter(YamlTree::isMap)
        .flatMap(t -> t.find(key))
        .flatMap(YamlTree::scalar)
        .orElse("");
  }

  /** A bean's name without what a template adds to it. */
  static String plain(String bean) {
    return bean.replaceFirst("-\\{\\{.*", "");
  }

  /** A method's name without what it is given. */
  static String methodName(String method) {
    return method.replaceFirst("\\(.*", "").strip();
  }
}
