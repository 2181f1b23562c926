package io.bancheng.mappings;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a web form by name. A field that comes several times is a list, one without a word
 * in it counts as absent.
 */
final class FormFields {
  private static final int LONGEST_NAME = 200;

  private final Map<String, Object> byName = new LinkedHashMap<>();
  private final ReadingLimits limits;

  FormFields(ReadingLimits limits) {
    this.limits = limits;
  }

  void add(String name, String value) {
    if (name.length() > LONGEST_NAME) {
      throw ReadingLimits.refusal("A field's name longer than " + LONGEST_NAME);
    }
    if (value.length() > limits.text()) {
      throw ReadingLimits.refusal("A field longer than " + limits.text());
    }
    Repeats.add(byName, name, value.isBlank() ? null : value);
  }

  Map<String, Object> byName() {
    return byName;
  }
}
