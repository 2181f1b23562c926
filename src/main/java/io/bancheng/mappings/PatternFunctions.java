package io.bancheng.mappings;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Jsonata.JFunctionCallable;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * JSONata's functions that take a pattern, and those that could fill the memory, with bounds: a
 * pattern is first tried on a text that counts, and what is too long is refused.
 */
final class PatternFunctions {
  /** How often a pattern may look at one text; half a second's work. */
  static final long LOOKS = 20_000_000;

  private static final int LONGEST = 100_000;

  /** By name, without the dollar sign; the same signatures as JSONata's own. */
  static final Map<String, JFunction> ALL =
      Map.of(
          "match", function(PatternFunctions::match, "<s-f<s:o>n?:a<o>>"),
          "contains", function(PatternFunctions::contains, "<s-(sf):b>"),
          "replace", function(PatternFunctions::replace, "<s-(sf)(sf)n?:s>"),
          "split", function(PatternFunctions::split, "<s-(sf)n?:a<s>>"),
          "pad", function(PatternFunctions::pad, "<s-ns?:s>"));

  private PatternFunctions() {}

  private static Object match(Object input, List<?> args) {
    String text = tried(args);
    return text == null || !(args.get(1) instanceof Pattern pattern)
        ? null
        : Functions.match(text, pattern, number(args, 2));
  }

  private static Object contains(Object input, List<?> args) {
    String text = tried(args);
    return text == null ? null : Functions.contains(text, args.get(1));
  }

  private static Object replace(Object input, List<?> args) {
    String text = tried(args);
    return text == null ? null : Functions.replace(text, args.get(1), args.get(2), number(args, 3));
  }

  private static Object split(Object input, List<?> args) {
    String text = tried(args);
    return text == null ? null : Functions.split(text, args.get(1), number(args, 2));
  }

  private static Object pad(Object input, List<?> args) {
    if (!(args.get(0) instanceof String text)) {
      return null;
    }
    Integer width = number(args, 1);
    if (width != null && Math.abs((long) width) > LONGEST) {
      throw new IllegalArgumentException("$pad makes no text of more than " + LONGEST);
    }
    return Functions.pad(text, width, args.size() > 2 ? (String) args.get(2) : null);
  }

  /** The text, on which the pattern came to an end in time; null for nothing. */
  private static String tried(List<?> args) {
    if (!(args.get(0) instanceof String text)) {
      return null;
    }
    if (args.get(1) instanceof Pattern pattern) {
      var looking = pattern.matcher(new CountedText(text, LOOKS));
      while (looking.find()) {
        // Only that it ends is of interest.
      }
    }
    return text;
  }

  private static Integer number(List<?> args, int n) {
    return args.size() > n && args.get(n) instanceof Number number ? number.intValue() : null;
  }

  private static JFunction function(JFunctionCallable callable, String signature) {
    return new JFunction(callable, signature);
  }
}
