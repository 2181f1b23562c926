package io.bancheng.report;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** One row of a table of facts: its columns and values, in order. */
final class FactRow {
  private final Map<String, Object> columns = new LinkedHashMap<>();

  FactRow with(String column, Object value) {
    columns.put(column, value);
    return this;
  }

  FactRow with(Map<String, Object> more) {
    columns.putAll(more);
    return this;
  }

  /**
   * The same with the span of all its times, so that a query need not look at rows outside.
   *
   * @param open whether more may come, so that the span has no end yet
   */
  FactRow spanned(boolean open) {
    var times =
        columns.values().stream().filter(Instant.class::isInstance).map(Instant.class::cast);
    var all = times.sorted(Comparator.naturalOrder()).toList();
    return with("first_at", all.get(0)).with("last_at", open ? null : all.get(all.size() - 1));
  }

  Collection<String> names() {
    return columns.keySet();
  }

  Object[] values() {
    return columns.values().stream().map(FactRow::sql).toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FactRow row && columns.equals(row.columns);
  }

  @Override
  public int hashCode() {
    return Objects.hash(columns);
  }

  @Override
  public String toString() {
    return columns.toString();
  }

  private static Object sql(Object value) {
    if (value instanceof Instant at) {
      return java.sql.Timestamp.from(at);
    }
    return value instanceof Enum<?> constant ? constant.name() : value;
  }
}
