package io.bancheng.mappings;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** How text and identifiers are tidied: text as little as possible, for it is evidence. */
final class Words {
  private static final Pattern BLANK_IN_CHINESE_NAME =
      Pattern.compile("(?<=\\p{IsHan})[\\p{Zs}\\t\\n]+(?=\\p{IsHan})");
  private static final Pattern FILLING = Pattern.compile("[\\p{Z}\\s\\p{Pd}]");

  private Words() {}

  /** The text without control characters, with LF line ends, without blanks around it. */
  static String clean(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && strippable(text.charAt(from))) {
      from++;
    }
    while (to > from && strippable(text.charAt(to - 1))) {
      to--;
    }
    for (int i = from; i < to; i++) {
      if (control(text.charAt(i))) {
        return withoutControls(text.substring(from, to));
      }
    }
    return text.substring(from, to);
  }

  /** Compatibility forms (full-width digits, …) as ordinary characters, NFKC; for identifiers. */
  static String narrow(String identifier) {
    return Normalizer.normalize(identifier, Normalizer.Form.NFKC);
  }

  /** The identifier in ordinary characters, without blanks and hyphens. */
  static String identifier(String text) {
    return FILLING.matcher(narrow(text)).replaceAll("");
  }

  /** The name without the blanks that people type between Chinese characters. */
  static String name(String text) {
    return BLANK_IN_CHINESE_NAME.matcher(text).replaceAll("");
  }

  /** Whether digits or letters are typed in their full-width form. */
  static boolean fullWidth(String text) {
    return text.chars()
        .anyMatch(
            c ->
                c >= 0xFF10 && c <= 0xFF19
                    || c >= 0xFF21 && c <= 0xFF3A
                    || c >= 0xFF41 && c <= 0xFF5A);
  }

  private static String withoutControls(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r') {
        out.append(i + 1 < text.length() && text.charAt(i + 1) == '\n' ? "" : "\n");
      } else if (!control(c)) {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean strippable(char c) {
    return control(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean control(char c) {
    return c != '\n' && c != '\t' && Character.isISOControl(c);
  }
}
