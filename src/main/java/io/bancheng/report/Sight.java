package io.bancheng.report;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.StaffAccount;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a member of staff may see of the figures: those of their regions, or of their departments.
 *
 * @param patterns of region codes; empty for somebody who has nothing to do with cases
 * @param departments null for all of those regions
 */
record Sight(List<String> patterns, List<String> departments) {
  /** Whoever has a whole province also sees what nobody could place. */
  static Sight of(StaffAccount account) {
    if (!account.handlesCases()) {
      return new Sight(List.of(), null);
    }
    var own = account.departments().stream().map(DepartmentId::toString).sorted().toList();
    var regions = account.prefixes().stream().map(prefix -> prefix + "%");
    var unplaced = account.covers(null) ? Stream.of("") : Stream.<String>empty();
    return new Sight(
        own.isEmpty() ? Stream.concat(regions, unplaced).toList() : List.of("%"),
        own.isEmpty() ? null : own);
  }

  /** The SQL condition on facts, with {@link #parameters} as its named parameters. */
  String condition() {
    return """
        and coalesce(region_code, '') like any (cast(:patterns as text[]))
        and (cast(:own as text[]) is null or department = any (cast(:own as text[])))
        """;
  }

  Map<String, Object> parameters() {
    var own = departments == null ? null : departments.toArray(String[]::new);
    var values = new java.util.HashMap<String, Object>();
    values.put("patterns", patterns.toArray(String[]::new));
    values.put("own", own);
    return values;
  }
}
