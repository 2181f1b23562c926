package io.bancheng.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which facts are looked at; null means any.
 *
 * @param sight what whoever asks may see at all
 * @param region a region and all below it
 * @param category a category and all below it
 */
record Scope(
    Sight sight,
    Period period,
    String region,
    String department,
    String tier,
    String channel,
    String issueClass,
    String category) {

  /** 340000 and all below begin with 34, 340800 and all below with 3408. */
  String regionPrefix() {
    return region == null ? "" : region.replaceAll("(?<=^\\d{2}|^\\d{4})(00){1,2}$", "");
  }

  /** The SQL condition, with {@link #parameters} as its named parameters. */
  String condition() {
    return """
        tstzrange(first_at, last_at, '[]') && tstzrange(:from, :to)
        and (cast(:region as text) is null or region_code like :region || '%')
        and (cast(:department as text) is null or department = :department)
        and (cast(:tier as text) is null or tier = :tier)
        and (cast(:channel as text) is null or channel = :channel)
        and (cast(:issueClass as text) is null or issue_class = :issueClass)
        and (cast(:category as text) is null or category_code like :category || '%')
        """
        + sight.condition();
  }

  Map<String, Object> parameters() {
    var values = new LinkedHashMap<String, Object>(sight.parameters());
    values.put("from", java.sql.Timestamp.from(period.start()));
    values.put("to", java.sql.Timestamp.from(period.end()));
    values.put("region", regionPrefix().isEmpty() ? null : regionPrefix());
    values.put("department", department);
    values.put("tier", tier);
    values.put("channel", channel);
    values.put("issueClass", issueClass);
    values.put("category", category);
    return values;
  }

  Scope in(Period other) {
    return new Scope(sight, other, region, department, tier, channel, issueClass, category);
  }
}
