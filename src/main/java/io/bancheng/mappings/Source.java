package io.bancheng.mappings;

import io.bancheng.canonical.Enclosure;
import java.util.List;

/**
 * A sender's message, read: maps, lists and plain values for the expressions, and the documents
 * that came along.
 *
 * @param tree what is null in the source counts as absent
 */
record Source(Object tree, List<Enclosure> enclosures) {
  Source {
    enclosures = List.copyOf(enclosures);
  }

  static Source of(Object tree) {
    return new Source(tree, List.of());
  }
}
