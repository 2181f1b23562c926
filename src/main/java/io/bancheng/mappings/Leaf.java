package io.bancheng.mappings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A plain value somewhere in a source's message.
 *
 * @param path as an expression names it, e.g. {@code data.files.name}
 * @param name the last part of the path, as it was sent
 * @param value its text
 * @param repeated whether it stands in a list, so that there may be several
 */
record Leaf(String path, String name, String value, boolean repeated) {
  private static final Set<String> WORDS = Set.of("and", "or", "in", "true", "false", "null");

  /** Every leaf of a message, in its order; of a list's items each path once. */
  static List<Leaf> of(Object tree) {
    var leaves = new ArrayList<Leaf>();
    walk(tree, "", "", false, leaves);
    return leaves;
  }

  /** Its name in small letters, without what separates words. */
  String plainName() {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static void walk(
      Object node, String path, String name, boolean repeated, List<Leaf> leaves) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) ->
              walk(value, join(path, key.toString()), key.toString(), repeated, leaves));
    } else if (node instanceof List<?> list) {
      list.forEach(item -> walk(item, path, name, true, leaves));
    } else if (node != null && leaves.stream().noneMatch(leaf -> leaf.path.equals(path))) {
      leaves.add(new Leaf(path, name, node.toString(), repeated));
    }
  }

  private static String join(String path, String key) {
    boolean plain = key.matches("[\\p{L}_][\\p{L}\\p{N}_]*") && !WORDS.contains(key);
    return (path.isEmpty() ? "" : path + ".") + (plain ? key : "`" + key + "`");
  }
}
