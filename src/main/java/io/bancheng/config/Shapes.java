package io.bancheng.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the readers ask of each kind of file: the keys they know, those they need, and what may
 * stand behind them. The schemas that editors complete by are made of it, so that they cannot say
 * anything else than {@code check}.
 */
final class Shapes {
  private final Map<String, Shape> byKind = new TreeMap<>();

  /** One value of a file; what several files of a kind show is put together. */
  static final class Shape {
    final Set<String> keys = new LinkedHashSet<>();
    final Map<String, Integer> needed = new TreeMap<>();
    final Map<String, Shape> children = new LinkedHashMap<>();
    final Map<String, Object> facts = new TreeMap<>();
    Shape items;
    final List<Place> places = new ArrayList<>();
    int seen;

    void keys(Collection<String> known) {
      keys.addAll(known);
    }

    void need(String key) {
      needed.merge(key, 1, Integer::sum);
    }

    void fact(String name, Object value) {
      facts.putIfAbsent(name, value);
    }

    Shape child(String key, Place at) {
      var child = children.computeIfAbsent(key, k -> new Shape());
      child.places.add(at);
      child.seen++;
      return child;
    }

    Shape item() {
      if (items == null) {
        items = new Shape();
      }
      items.seen++;
      return items;
    }
  }

  /** The shape of a file's whole. */
  Shape of(String path) {
    var shape = byKind.computeIfAbsent(kind(path), k -> new Shape());
    shape.seen++;
    return shape;
  }

  Map<String, Shape> all() {
    return byKind;
  }

  /** {@code channel} for {@code config/channels/hotline.yaml}. */
  static String kind(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.yaml$", "");
    if (path.contains("/channels/")) {
      return "channel";
    }
    if (path.contains("/departments/")) {
      return "department";
    }
    if (path.contains("/texts/")) {
      return name + "-texts";
    }
    if (path.contains("/calendars/")) {
      return name.matches("\\d{4}") ? "holidays" : name.matches("\\d{6}") ? "days" : "calendar";
    }
    return name;
  }
}
