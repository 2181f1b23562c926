package io.bancheng.mappings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tries a pattern on texts made to lead it astray: for each of its groups what the group would
 * take, many times, and an end that fits nothing. Who needs far more for twice as much never comes
 * to an end on a longer one.
 */
final class PatternTrial {
  private static final int TIMES = 14;
  private static final long ENOUGH = 500_000;

  private static final long FEW = 100;

  /** Twice the text may cost 64 times as much: no bad pattern of a lower degree is refused. */
  private static final long GROWTH = 64;

  private static final List<String> ENDS = List.of("\u0001", "!\n\u0001");

  /** One after the other until one fits a class of characters. */
  private static final List<String> SAMPLES =
      Stream.of("a", "1", "办", " ", "A", "_", "-", ".", ",", "\n", "/", ":", "@", "\"", "<", "号")
          .toList();

  private final String written;
  private final int flags;
  private final List<Group> groups = new ArrayList<>();
  private int at;

  private record Group(String before, List<String> takes) {}

  private PatternTrial(Pattern pattern) {
    this.written = pattern.pattern();
    this.flags = pattern.flags();
  }

  /** Whether it was seen to go back and forth without an end. */
  static boolean endless(Pattern pattern) {
    var trial = new PatternTrial(pattern);
    trial.alternatives("");
    return trial.groups.stream().anyMatch(group -> astray(pattern, group));
  }

  private static boolean astray(Pattern pattern, Group group) {
    return group.takes().stream()
        .filter(take -> !take.isEmpty())
        .anyMatch(take -> ENDS.stream().anyMatch(end -> grows(pattern, group.before(), take, end)));
  }

  private static boolean grows(Pattern pattern, String before, String take, String end) {
    long once = looks(pattern, before + take.repeat(TIMES) + end);
    return once > ENOUGH
        || looks(pattern, before + take.repeat(2 * TIMES) + end)
            > Math.min(GROWTH * Math.max(once, FEW), ENOUGH);
  }

  private static long looks(Pattern pattern, String text) {
    var counted = new CountedText(text, ENOUGH);
    try {
      pattern.matcher(counted).find();
    } catch (CountedText.Runaway | StackOverflowError e) {
      return ENOUGH + 1;
    }
    return counted.looks();
  }

  /** What each alternative up to a closing bracket would take. */
  private List<String> alternatives(String before) {
    var all = new ArrayList<String>();
    all.add(sequence(before));
    while (at < written.length() && written.charAt(at) == '|') {
      at++;
      all.add(sequence(before));
    }
    return all;
  }

  private String sequence(String before) {
    var taken = new StringBuilder();
    while (at < written.length() && "|)".indexOf(written.charAt(at)) < 0) {
      taken.append(one(before + taken));
    }
    return taken.toString();
  }

  private String one(String before) {
    char here = written.charAt(at);
    String taken =
        switch (here) {
          case '(' -> group(before);
          case '[' -> fitting(characterClass());
          case '\\' -> escaped();
          case '^', '$' -> skip();
          default -> literal(here);
        };
    quantifier();
    return taken;
  }

  private String group(String before) {
    at++;
    boolean looksAround = written.startsWith("?=", at) || written.startsWith("?!", at);
    looksAround |= written.startsWith("?<=", at) || written.startsWith("?<!", at);
    if (at < written.length() && written.charAt(at) == '?') {
      at = head();
    }
    var takes = alternatives(before);
    at++;
    groups.add(new Group(before, together(takes)));
    return looksAround ? "" : takes.get(0);
  }

  /** Each by itself, and all in a row. */
  private static List<String> together(List<String> takes) {
    return Stream.concat(takes.stream(), Stream.of(String.join("", takes))).distinct().toList();
  }

  /** Where the content of a group with a head such as {@code ?:} or {@code ?<name>} begins. */
  private int head() {
    int n = at + 1;
    while (n < written.length() && "<=!:>".indexOf(written.charAt(n)) < 0) {
      n++;
    }
    boolean named = n + 1 < written.length() && written.charAt(n) == '<';
    boolean behind = named && "=!".indexOf(written.charAt(n + 1)) >= 0;
    int end = behind ? n + 1 : named ? written.indexOf('>', n) : n;
    return end + 1;
  }

  private String characterClass() {
    int from = at++;
    int depth = 1;
    while (at < written.length() && depth > 0) {
      char c = written.charAt(at);
      depth += c == '[' ? 1 : c == ']' && at > from + 1 ? -1 : 0;
      at += c == '\\' ? 2 : 1;
    }
    return written.substring(from, Math.min(at, written.length()));
  }

  private String escaped() {
    int from = at;
    at += 2;
    char kind = written.charAt(from + 1);
    if ("pP".indexOf(kind) >= 0 && at < written.length() && written.charAt(at) == '{') {
      at = written.indexOf('}', at) + 1;
    } else if (kind == 'u') {
      at += 4;
    }
    return Character.isDigit(kind) || "bBAGzZkQE".indexOf(kind) >= 0
        ? ""
        : fitting(written.substring(from, at));
  }

  private String fitting(String one) {
    var pattern = Pattern.compile(one, flags);
    return Stream.concat(SAMPLES.stream(), one.chars().mapToObj(Character::toString))
        .filter(sample -> pattern.matcher(sample).matches())
        .findFirst()
        .orElse("");
  }

  private String literal(char here) {
    at++;
    return here == '.' ? "a" : Character.toString(here);
  }

  private String skip() {
    at++;
    return "";
  }

  private void quantifier() {
    if (at < written.length() && written.charAt(at) == '{') {
      at = written.indexOf('}', at) + 1;
    }
    while (at < written.length() && "*+?".indexOf(written.charAt(at)) >= 0) {
      at++;
    }
  }
}
