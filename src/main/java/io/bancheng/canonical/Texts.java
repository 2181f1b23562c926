package io.bancheng.canonical;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Words that people wrote about a case, by name ({@code opinionText}, {@code publicReplyText}, …).
 * They may name a person, so the ledger keeps them apart from the event and binds them to it by a
 * salted hash. Always in the order of the names, so that the same words give the same JSON.
 */
public record Texts(Map<String, String> byName) {
  public static final Texts NONE = new Texts(Map.of());

  public Texts {
    byName = Collections.unmodifiableMap(new TreeMap<>(byName));
  }

  public static Texts of(String name, String text) {
    return NONE.and(name, text);
  }

  /** These words and one more; an empty or null text is left out. */
  public Texts and(String name, String text) {
    if (text == null || text.isBlank()) {
      return this;
    }
    var more = new TreeMap<>(byName);
    more.put(name, text);
    return new Texts(more);
  }

  /** The text of that name, or the empty string. */
  public String get(String name) {
    return byName.getOrDefault(name, "");
  }
}
