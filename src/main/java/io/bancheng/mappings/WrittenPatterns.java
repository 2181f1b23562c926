package io.bancheng.mappings;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The patterns that an expression writes between slashes, each where a function takes it: nowhere
 * else are they bounded.
 */
final class WrittenPatterns {
  private static final Set<String> TAKERS = Set.of("match", "contains", "replace", "split");
  private static final String BEFORE_A_VALUE = "(,:?[{=&;><+-*!~|.";
  private static final Set<String> WORDS = Set.of("and", "or", "in");
  private static final Pattern CALLED = Pattern.compile("\\$([A-Za-z_]\\w*)\\s*$");
  private static final Pattern LAST_WORD = Pattern.compile("(?<![\\w$])([a-z]+)\\s*$");

  private final String text;
  private final Deque<String> calls = new ArrayDeque<>();
  private final List<Pattern> found = new ArrayList<>();
  private int at;

  private WrittenPatterns(String text) {
    this.text = text;
  }

  /**
   * All of them, in their order.
   *
   * @param text a JSONata expression that could be compiled
   * @throws IllegalArgumentException if one stands where no function takes it
   */
  static List<Pattern> in(String text) {
    return new WrittenPatterns(text).all();
  }

  private List<Pattern> all() {
    while (at < text.length()) {
      char here = text.charAt(at);
      switch (here) {
        case '"', '\'', '`' -> at = after(here, at + 1);
        case '(' -> open();
        case ')' -> close();
        case '/' -> slash();
        default -> at++;
      }
    }
    return List.copyOf(found);
  }

  private void open() {
    var called = CALLED.matcher(text.substring(0, at));
    calls.push(called.find() ? called.group(1) : "");
    at++;
  }

  private void close() {
    calls.poll();
    at++;
  }

  private void slash() {
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      at = end < 0 ? text.length() : end + 2;
    } else if (valueBeginsHere()) {
      pattern();
    } else {
      at++;
    }
  }

  private void pattern() {
    int end = endOfPattern();
    String written = text.substring(at + 1, end - 1);
    boolean taken =
        !calls.isEmpty() && TAKERS.contains(calls.peek()) && ",(".indexOf(previous()) >= 0;
    if (!taken) {
      throw new IllegalArgumentException(
          ("the pattern /%s/ stands where nothing bounds it. Write it into $match, $contains,"
                  + " $replace or $split.")
              .formatted(written));
    }
    at = end;
    var pattern = Pattern.compile(written, flags());
    if (PatternTrial.endless(pattern)) {
      throw new IllegalArgumentException(
          ("the pattern /%s/ goes back and forth for ever on some texts. Let no repeated group"
                  + " begin again in many ways.")
              .formatted(written));
    }
    found.add(pattern);
  }

  private int flags() {
    int flags = 0;
    while (at < text.length() && "im".indexOf(text.charAt(at)) >= 0) {
      flags |= text.charAt(at++) == 'i' ? Pattern.CASE_INSENSITIVE : Pattern.MULTILINE;
    }
    return flags;
  }

  /** JSONata's own rule: a slash ends it outside of brackets, unless a backslash is before. */
  private int endOfPattern() {
    int depth = 0;
    for (int n = at + 1; n < text.length(); n++) {
      char c = text.charAt(n);
      boolean escaped = text.charAt(n - 1) == '\\' && text.charAt(n - 2) != '\\';
      if (c == '/' && !escaped && depth == 0) {
        return n + 1;
      }
      if (!escaped && "([{".indexOf(c) >= 0) {
        depth++;
      } else if (!escaped && ")]}".indexOf(c) >= 0) {
        depth--;
      }
    }
    throw new IllegalArgumentException("a pattern does not end. Write a slash at its end.");
  }

  private int after(char quote, int from) {
    int n = from;
    while (n < text.length() && text.charAt(n) != quote) {
      n += text.charAt(n) == '\\' ? 2 : 1;
    }
    return n + 1;
  }

  private boolean valueBeginsHere() {
    char before = previous();
    var word = LAST_WORD.matcher(text.substring(0, at));
    return before == 0
        || BEFORE_A_VALUE.indexOf(before) >= 0
        || word.find() && WORDS.contains(word.group(1));
  }

  private char previous() {
    String before = text.substring(0, at).stripTrailing();
    return before.isEmpty() ? 0 : before.charAt(before.length() - 1);
  }
}
