package io.bancheng.mappings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fields of formats in which the same name may come several times: once a value, then a list. */
final class Repeats {
  private Repeats() {}

  /** Adds a value under that name; what is null counts as absent. */
  static void add(Map<String, Object> fields, String name, Object value) {
    if (value != null) {
      fields.merge(name, value, Repeats::both);
    }
  }

  private static Object both(Object before, Object added) {
    var list = new ArrayList<Object>(before instanceof List<?> several ? several : List.of(before));
    list.add(added);
    return list;
  }
}
