package io.bancheng.mappings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that was written into the window's template, one labelled line after the other. One
 * labelled line alone is no template; lines that belong to no label are its {@code rest}.
 */
final class Template {
  private static final int FEWEST_LABELS = 2;
  private static final Pattern LINE =
      Pattern.compile(
          "[\\s*【\\[]*([^：:\\s】\\]][^：:】\\]]{0,15}?)[\\s】\\]*]*[：:](.*)|(\\S{1,16})[ \\t]+(.+)");
  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]+");

  /** What may take several lines. */
  private static final Set<String> OPEN = Set.of("content", "expectation", "publicReply");

  private final Map<String, String> labels;
  private final Map<String, String> values = new LinkedHashMap<>();
  private String field = "rest";

  private Template(Map<String, String> labels) {
    this.labels = labels;
  }

  /**
   * The values by the names that the labels stand for; null if the text is no template.
   *
   * @param labels the words before the colon and the name of what stands behind it
   */
  static Map<String, String> read(String text, Map<String, String> labels) {
    return read(text, labels, FEWEST_LABELS);
  }

  /** The same for a text that is known to be a form: even without a label. */
  static Map<String, String> form(String text, Map<String, String> labels) {
    return read(text, labels, 0);
  }

  private static Map<String, String> read(String text, Map<String, String> labels, int fewest) {
    var template = new Template(labels);
    text.lines().forEach(template::line);
    var values = new TreeMap<String, String>();
    template.values.forEach((name, value) -> values.put(name, value.strip()));
    values.values().removeIf(String::isEmpty);
    boolean enough = values.keySet().stream().filter(n -> !n.equals("rest")).count() >= fewest;
    return enough ? values : null;
  }

  private void line(String line) {
    Matcher parts = LINE.matcher(line);
    boolean colon = parts.matches() && parts.group(1) != null;
    String label = !parts.matches() ? "" : parts.group(colon ? 1 : 3);
    String name = labels.get(BLANK.matcher(label).replaceAll(""));
    if (name != null && !values.containsKey(name)) {
      field = name;
      values.put(name, parts.group(colon ? 2 : 4).strip());
    } else {
      boolean goesOn = OPEN.contains(field) || values.getOrDefault(field, "x").isEmpty();
      field = goesOn ? field : "rest";
      values.merge(field, line, (before, more) -> before.isEmpty() ? more : before + "\n" + more);
    }
  }
}
