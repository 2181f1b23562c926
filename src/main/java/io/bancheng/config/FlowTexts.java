package io.bancheng.config;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks through every text of a route for placeholders and functions that are not for routes. */
final class FlowTexts {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*\\??([^}]*?)\\s*}}");
  private static final Pattern FUNCTION =
      Pattern.compile(
          "\\$(?:simple)?\\{\\s*(bean:|ref:|type:|env[.:]|sysenv|sys[.:]|camelContext|camelId"
              + "|exchange\\.context|propertiesExist|properties:|file:|[^}]*(?:getClass|\\.class\\b"
              + "|\\.context\\b))");

  private final Findings findings;
  private final Set<String> parameters;
  private final Set<String> used = new HashSet<>();

  FlowTexts(Findings findings, Set<String> parameters) {
    this.findings = findings;
    this.parameters = parameters;
  }

  Set<String> used() {
    return used;
  }

  void look(YamlTree tree) {
    if (tree.isMap()) {
      tree.entries()
          .forEach(
              (key, value) -> {
                secret(key, value);
                look(value);
              });
    } else if (tree.isList()) {
      tree.items().forEach(this::look);
    } else {
      tree.scalar().ifPresent(text -> text(tree, text));
    }
  }

  private void secret(String key, YamlTree value) {
    boolean literal =
        value
            .scalar()
            .filter(text -> !text.matches("(true|false|#.*|\\{\\{.*|\\$\\{.*)?"))
            .isPresent();
    if (YamlTree.secret(key) && literal) {
      findings.secret(value.keyPlace(), key);
    }
  }

  private void text(YamlTree at, String text) {
    var placeholders = PLACEHOLDER.matcher(text);
    while (placeholders.find()) {
      placeholder(at, placeholders.group(1));
    }
    var function = FUNCTION.matcher(text);
    if (function.find()) {
      at.problem(
          "\"%s\" is not for routes.".formatted(function.group(1)),
          "Ask a bean of docs/map.md by { ref, method }; settings belong into config/.");
    }
  }

  private void placeholder(YamlTree at, String name) {
    used.add(name);
    if (name.contains(":")) {
      at.problem(
          "\"{{%s}}\" reads from outside of the flow.".formatted(name),
          "Make it a parameter of the template; settings belong into config/.");
    } else if (!parameters.contains(name)) {
      findings.unknown(
          at.place(),
          "parameter",
          name,
          parameters,
          "Declare it below parameters: of the template.");
    }
  }
}
