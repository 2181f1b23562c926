package io.bancheng.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * One bar of a chart.
 *
 * @param percent of the chart's width
 */
record Bar(String name, String shown, BigDecimal percent) {
  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  /** A bar for each group: rates against the whole, everything else against the largest. */
  static List<Bar> of(List<GroupLine> groups, Indicator indicator) {
    var largest =
        groups.stream()
            .map(group -> value(group, indicator))
            .reduce(BigDecimal.ONE, BigDecimal::max);
    var whole = indicator.rate() ? BigDecimal.ONE : largest;
    return groups.stream()
        .map(
            group ->
                new Bar(
                    group.name(),
                    group.group().figures().get(indicator.code()).shown(),
                    value(group, indicator)
                        .multiply(ALL)
                        .divide(whole, 1, RoundingMode.HALF_UP)
                        .min(ALL)))
        .toList();
  }

  private static BigDecimal value(GroupLine line, Indicator indicator) {
    var value = line.group().figures().get(indicator.code()).value();
    return value == null ? BigDecimal.ZERO : value;
  }
}
