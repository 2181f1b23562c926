package io.bancheng.window;

import java.util.List;

/**
 * Something in the form that the person has to look at.
 *
 * @param field the name of the field, {@code form} for the whole
 * @param key of its text in the message files
 * @param values what the text speaks of
 */
record Fault(String field, String key, List<Object> values) {
  static final String FORM = "form";

  static Fault of(String field, String key, Object... values) {
    return new Fault(field, "window.fault." + key, List.of(values));
  }

  public Object[] params() {
    return values.toArray();
  }

  /** Where in the page it can be mended. */
  public String anchor() {
    return "#" + field;
  }
}
