package io.bancheng.mappings;

import io.bancheng.canonical.Texts;

/** Finds in an event's texts the one that belongs into a letter. */
final class Spoken {
  private Spoken() {}

  /** The first of these texts that is there; the only text if none of them is; else nothing. */
  static String of(Texts texts, String... names) {
    for (String name : names) {
      if (!texts.get(name).isEmpty()) {
        return texts.get(name);
      }
    }
    var all = texts.byName().values();
    return all.size() == 1 ? all.iterator().next() : null;
  }
}
