package io.bancheng.mappings;

import java.util.Set;

/**
 * What the schema wants at one place of the canonical form.
 *
 * @param type JSON type
 * @param words the only words that may stand there, or in the list there; empty if any may
 */
record Target(String type, Set<String> words) {
  /** Whatever a source has that the canonical form has no place for. */
  static final Target ANYTHING = new Target("any", Set.of());

  Target {
    words = Set.copyOf(words);
  }
}
