package io.bancheng.mappings;

import io.bancheng.canonical.Problem;
import io.bancheng.canonical.Unacceptable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Holds a field table against its examples. In every expression language a misspelt path is silent,
 * so a leaf that nothing asks for, and a path that nothing answers, are told.
 */
final class Coverage {
  private final Mapping mapping;
  private final FieldTable table;
  private final TreeMap<String, String> leaves = new TreeMap<>();
  private final TreeSet<String> asked = new TreeSet<>();
  private final TreeSet<String> present = new TreeSet<>();

  Coverage(Mapping mapping, Path folder) {
    this.mapping = mapping;
    this.table = mapping.table();
    CaseFiles.in(folder, table.source()).forEach(this::look);
  }

  Stream<Problem> problems() {
    var unused =
        leaves.entrySet().stream()
            .filter(leaf -> !asked.contains(leaf.getKey()) && !ignored(leaf.getKey()))
            .map(
                leaf ->
                    problem(
                        leaf.getKey()
                            + " of "
                            + leaf.getValue()
                            + " is neither mapped nor ignored.",
                        "Give it a field or list it under ignore."));
    var missed =
        asked.stream()
            .filter(path -> !leaves.isEmpty() && !present.contains(path))
            .map(
                path ->
                    problem(
                        "no example has " + path + ".",
                        ("Correct the path or add an example. " + Nearest.hint(path, present))
                            .strip()));
    return Stream.concat(unused, missed);
  }

  private void look(CaseFiles files) {
    try {
      files.examples(mapping.table()).stream()
          .filter(example -> example.raw() != null)
          .forEach(example -> look(example, files.input().getFileName().toString()));
    } catch (Unacceptable e) {
      // an example of what cannot be taken apart shows no leaves
    }
  }

  private void look(CaseFiles.Example example, String file) {
    try {
      var message = mapping.source(example.raw(), example.contentType());
      var input = watched("", message.tree(), file);
      if (table.accepts() == null || table.accepts().of(input)) {
        if (table.nothing() != null) {
          ask(table.nothing().when(), input);
        }
        table.note().values().forEach(expression -> ask(expression, input));
        table.fields().forEach(field -> ask(field.expression(), input));
        leaves(input);
      }
    } catch (Unacceptable e) {
      // an example of what cannot be read shows no leaves
    }
  }

  private static void ask(Expression expression, Object input) {
    try {
      expression.on(input);
    } catch (Expression.Failed e) {
      // the example's own expectation tells
    }
  }

  private void leaves(Object node) {
    if (node instanceof Watched map) {
      map.forEach((key, value) -> leaf(map, key, value));
    } else if (node instanceof List<?> list) {
      list.forEach(this::leaves);
    }
  }

  private void leaf(Watched map, String key, Object value) {
    present.add(map.path + key);
    boolean inner =
        value instanceof Watched
            || value instanceof List<?> list && list.stream().anyMatch(Watched.class::isInstance);
    if (inner) {
      leaves(value);
    } else {
      leaves.putIfAbsent(map.path + key, map.file);
    }
  }

  private boolean ignored(String leaf) {
    boolean ours = table.columns() != null && leaf.startsWith("_");
    return ours
        || table.ignored().stream().anyMatch(i -> leaf.equals(i) || leaf.startsWith(i + "."));
  }

  private Problem problem(String what, String fix) {
    return table.fieldsAt().problem(what, fix);
  }

  private Object watched(String path, Object node, String file) {
    if (node instanceof Map<?, ?> map) {
      var copy = new Watched(path, file);
      map.forEach((k, v) -> copy.put(k.toString(), watched(path + k + ".", v, file)));
      return copy;
    }
    if (node instanceof List<?> list) {
      var copy = new ArrayList<Object>();
      list.forEach(item -> copy.add(watched(path, item, file)));
      return copy;
    }
    return node;
  }

  /** An object of an example that notes what it is asked for. */
  private final class Watched extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;
    private final String path;
    private final String file;

    Watched(String path, String file) {
      this.path = path;
      this.file = file;
    }

    @Override
    public Object get(Object key) {
      asked.add(path + key);
      return super.get(key);
    }
  }
}
