package io.bancheng.mappings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns of a table that a field table knows.
 *
 * @param needed without these a file is refused
 * @param optional these may be missing
 */
record Columns(Set<String> needed, Set<String> optional) {
  /** What the hub itself puts in front of every row. */
  static final Set<String> OWN = Set.of("_file", "_row", "_arrived");

  /** Where the cells of unknown columns go. */
  static final String OTHER = "_other";

  static final Columns ANY = new Columns(Set.of(), Set.of());

  Columns {
    needed = Set.copyOf(needed);
    optional = Set.copyOf(optional);
  }

  List<String> missing(List<String> header) {
    return needed.stream().filter(column -> !header.contains(column)).sorted().toList();
  }

  List<String> unknown(Collection<String> header) {
    return header.stream().filter(column -> !known(column)).toList();
  }

  /** The row with the cells of unknown columns put together under {@code _other}. */
  Source sort(Source row) {
    var sorted = new LinkedHashMap<String, Object>();
    var other = new LinkedHashMap<String, Object>();
    ((Map<?, ?>) row.tree())
        .forEach(
            (column, cell) ->
                (known(column.toString()) ? sorted : other).put(column.toString(), cell));
    if (!other.isEmpty()) {
      sorted.put(OTHER, other);
    }
    return new Source(sorted, row.enclosures());
  }

  private boolean known(String column) {
    return needed.contains(column) || optional.contains(column) || OWN.contains(column);
  }

  @Override
  public String toString() {
    return needed.stream().sorted().collect(Collectors.joining("、"));
  }
}
