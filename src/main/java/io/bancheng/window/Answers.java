package io.bancheng.window;

import java.util.Map;

/** What a person wrote into the form, by the names of its fields and as they wrote it. */
final class Answers {
  private final Map<String, String> byName;

  Answers(Map<String, String> byName) {
    this.byName = Map.copyOf(byName);
  }

  /** The answer as it was written; empty where there is none. */
  public String get(String field) {
    return byName.getOrDefault(field, "");
  }

  /** Whether that is what was chosen. */
  public boolean is(String field, String choice) {
    return get(field).equals(choice);
  }

  boolean has(String field) {
    return !get(field).isBlank();
  }

  /** Characters, as people count them. */
  int length(String field) {
    String said = get(field).strip().replace("\r\n", "\n");
    return said.codePointCount(0, said.length());
  }
}
