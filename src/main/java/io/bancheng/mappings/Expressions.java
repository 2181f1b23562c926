package io.bancheng.mappings;

import com.dashjoin.jsonata.Jsonata.JFunctionCallable;
import io.bancheng.canonical.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles a table's expressions; what is wrong with one is said where it stands. */
record Expressions(Map<String, JFunctionCallable> functions, List<Problem> problems) {
  private static final String ADVICE = "See JSONata's manual.";

  Optional<Expression> compile(YamlPlace at) {
    String text = at.text(problems).strip();
    if (text.isEmpty()) {
      problems.add(at.problem("The expression is empty.", "Write one or delete the line."));
      return Optional.empty();
    }
    try {
      return Optional.of(Expression.compile(text, functions));
    } catch (IllegalArgumentException e) {
      String why = e.getMessage().strip();
      boolean sentence = why.endsWith(".") || why.endsWith("?");
      problems.add(at.problem("Not an expression: " + why + (sentence ? "" : "."), ADVICE));
      return Optional.empty();
    }
  }
}
