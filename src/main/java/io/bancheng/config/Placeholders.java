package io.bancheng.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code {names}} in a text that the hub fills in before somebody reads it. */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}\\n]*)}");

  private Placeholders() {}

  /** A placeholder that nothing is known for is a finding. */
  static String checked(YamlTree text, List<String> known, Findings findings) {
    var found = PLACEHOLDER.matcher(text.text());
    while (found.find()) {
      if (!known.contains(found.group(1))) {
        findings.unknown(text.place(), "placeholder", found.group(1), known, "");
      }
    }
    return text.text();
  }

  /** The text with these values; a value is never read as a placeholder again. */
  static String fill(String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
  }
}
