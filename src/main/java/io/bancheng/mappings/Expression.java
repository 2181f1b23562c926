package io.bancheng.mappings;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One compiled JSONata expression of a field table; safe for any number of threads. Every
 * evaluation gets a frame of its own: the library shares one otherwise and mixes up messages.
 */
final class Expression {
  private static final int MILLIS = 5_000;
  private static final int DEPTH = 200;
  private static final Pattern CALL = Pattern.compile("\\$([A-Za-z_]\\w*)\\s*\\(");
  private static final Pattern EVAL = Pattern.compile("\\$eval\\b");
  private static final Pattern QUOTED =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'");
  private static final Pattern NAMES = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");
  private static final Set<String> WORDS = Set.of("and", "or", "in", "true", "false", "null");

  private final Jsonata compiled;
  private final String[] names;

  private Expression(Jsonata compiled, String[] names) {
    this.compiled = compiled;
    this.names = names;
  }

  /**
   * @param functions own functions by name, without the dollar sign
   * @throws IllegalArgumentException if it is not JSONata or calls a function that does not exist
   */
  static Expression compile(String text, Map<String, Jsonata.JFunctionCallable> functions) {
    try {
      var compiled = Jsonata.jsonata(text);
      functions.forEach((name, f) -> compiled.registerFunction(name, function(f)));
      PatternFunctions.ALL.forEach(compiled::registerFunction);
      checkCalls(text, functions.keySet());
      WrittenPatterns.in(text);
      return new Expression(compiled, names(text));
    } catch (JException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (StringIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("it ends too early, or with a comment.", e);
    }
  }

  /**
   * The value on that input (maps, lists, text, numbers, booleans), null for nothing.
   *
   * @throws Failed if the expression cannot be evaluated on this input
   */
  Object on(Object input) {
    if (names != null) {
      Object value = step(input);
      if (value != this) {
        return value;
      }
    }
    try {
      var frame = compiled.createFrame();
      frame.setRuntimeBounds(MILLIS, DEPTH);
      return compiled.evaluate(input, frame);
    } catch (RuntimeException | StackOverflowError e) {
      throw new Failed(e);
    }
  }

  /** A plain path through objects needs no engine; {@code this} says that the engine must look. */
  private Object step(Object input) {
    Object here = input;
    for (String name : names) {
      if (!(here instanceof Map<?, ?> map)) {
        return here == null ? null : this;
      }
      here = map.get(name);
    }
    return here instanceof Iterable<?> ? this : here;
  }

  private static String[] names(String text) {
    boolean plain = NAMES.matcher(text).matches();
    var names = text.split("\\.");
    return plain && Set.of(names).stream().noneMatch(WORDS::contains) ? names : null;
  }

  private static Jsonata.JFunction function(Jsonata.JFunctionCallable callable) {
    return new Jsonata.JFunction(callable, null);
  }

  private static void checkCalls(String text, Set<String> own) {
    String code = QUOTED.matcher(text).replaceAll("\"\"");
    if (EVAL.matcher(code).find()) {
      throw new IllegalArgumentException(
          "$eval would run what a message says. Write the expression itself.");
    }
    var calls = CALL.matcher(code);
    while (calls.find()) {
      String name = calls.group(1);
      boolean defined = Pattern.compile("\\$" + name + "\\s*(:=|[,)])").matcher(code).find();
      if (!own.contains(name) && !defined && !builtIn(name)) {
        throw new IllegalArgumentException(
            "there is no function $" + name + ". " + Nearest.hint(name, own));
      }
    }
  }

  private static boolean builtIn(String name) {
    var probe = Jsonata.jsonata("$exists($" + name + ")");
    return Boolean.TRUE.equals(probe.evaluate(null, probe.createFrame()));
  }

  /** An expression that could not be evaluated; the message names no content. */
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(Throwable cause) {
      super(said(cause), cause);
    }

    private static String said(Throwable cause) {
      if (cause instanceof CountedText.Runaway) {
        return cause.getMessage();
      }
      return cause instanceof JException e ? e.getError() : cause.getClass().getSimpleName();
    }
  }
}
