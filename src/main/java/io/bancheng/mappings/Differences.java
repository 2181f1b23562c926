package io.bancheng.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.mappings.MappingCases.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What came out of examples otherwise than was expected, gathered place by place. */
final class Differences {
  private final List<Difference> all = new ArrayList<>();

  List<Difference> all() {
    return List.copyOf(all);
  }

  void add(Difference difference) {
    all.add(difference);
  }

  /** Notes where the trees differ; nothing and null are the same. */
  void compare(String file, String pointer, JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      var names = new TreeSet<String>();
      expected.fieldNames().forEachRemaining(names::add);
      actual.fieldNames().forEachRemaining(names::add);
      names.forEach(n -> compare(file, pointer + "/" + n, expected.path(n), actual.path(n)));
    } else if (!same(expected, actual)) {
      add(new Difference(file, pointer, words(expected), words(actual)));
    }
  }

  private static boolean same(JsonNode expected, JsonNode actual) {
    return absent(expected) ? absent(actual) : expected.equals(actual);
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static String words(JsonNode node) {
    return absent(node) ? "nothing" : node.toString();
  }
}
