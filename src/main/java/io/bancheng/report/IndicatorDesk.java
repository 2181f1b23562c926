package io.bancheng.report;

import io.bancheng.config.ActiveConfig;
import io.bancheng.config.Assessment;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Computes the indicators: one query for each table of facts and one for repeats, whatever the
 * number of figures.
 */
final class IndicatorDesk {
  private final JdbcClient jdbc;
  private final ActiveConfig config;
  private final Clock clock;

  IndicatorDesk(JdbcClient jdbc, ActiveConfig config, Clock clock) {
    this.jdbc = jdbc;
    this.config = config;
    this.clock = clock;
  }

  /** The figures of every group in scope, by key; ranked by score where there are enough cases. */
  List<Group> figures(Scope scope, Breakdown by) {
    var now = clock.instant();
    var assessment = config.current().assessment();
    if (by == Breakdown.MONTH) {
      return scope.period().months().stream()
          .flatMap(month -> month(scope.in(month), now, assessment))
          .toList();
    }
    var groups =
        count(scope, by, now).entrySet().stream()
            .map(group -> group(group.getKey(), group.getValue(), assessment))
            .toList();
    return by == Breakdown.NONE ? groups : ranked(groups, assessment);
  }

  private Stream<Group> month(Scope month, Instant now, Assessment assessment) {
    String key = month.period().from().toString().substring(0, "2026-01".length());
    return count(month, Breakdown.NONE, now).values().stream()
        .map(figures -> group(key, figures, assessment));
  }

  private static Group group(String key, Map<String, Figure> figures, Assessment assessment) {
    return new Group(key, figures, Score.of(figures, assessment), Optional.empty());
  }

  /** Equal scores share a rank; whoever has too few cases keeps none. */
  private static List<Group> ranked(List<Group> groups, Assessment assessment) {
    var best =
        groups.stream()
            .filter(group -> !group.key().isEmpty() && group.score().isPresent())
            .filter(group -> group.sample() >= assessment.minimumSample())
            .map(group -> group.score().get().points())
            .sorted(Comparator.reverseOrder())
            .toList();
    return groups.stream()
        .map(
            group ->
                group.key().isEmpty() || group.sample() < assessment.minimumSample()
                    ? group
                    : group
                        .score()
                        .map(score -> group.ranked(best.indexOf(score.points()) + 1))
                        .orElse(group))
        .toList();
  }

  private Map<String, Map<String, Figure>> count(Scope scope, Breakdown by, Instant now) {
    var groups = new TreeMap<String, Map<String, Figure>>();
    if (by == Breakdown.NONE) {
      groups.put("", new LinkedHashMap<>());
    }
    alike()
        .forEach(
            indicators ->
                jdbc.sql(sql(indicators, by.key(scope), scope))
                    .params(scope.parameters())
                    .param("now", Timestamp.from(now))
                    .query((ResultSet rs) -> read(rs, indicators, groups)));
    groups.values().forEach(IndicatorDesk::complete);
    return groups;
  }

  /** Those that count the same rows of the same table: one query each. */
  private static Collection<List<Indicator>> alike() {
    return Indicators.ALL.stream()
        .collect(
            Collectors.groupingBy(i -> i.table() + i.counted(), TreeMap::new, Collectors.toList()))
        .values();
  }

  private static String sql(List<Indicator> indicators, String key, Scope scope) {
    var columns = new ArrayList<String>();
    for (int i = 0; i < indicators.size(); i++) {
      columns.add(first(indicators.get(i)) + " as n" + i);
      columns.add(filtered("count(*)", indicators.get(i).denominator()) + " as d" + i);
    }
    var any = indicators.get(0);
    return "select coalesce(%s, '') as k, %s from %s where %s and %s group by 1"
        .formatted(key, String.join(", ", columns), any.table(), scope.condition(), any.counted());
  }

  private static String first(Indicator indicator) {
    return switch (indicator.kind()) {
      case MEAN_HOURS -> filtered("sum(work_seconds)", indicator.numerator());
      case P90_HOURS ->
          filtered(
              "percentile_cont(0.9) within group (order by work_seconds)", indicator.numerator());
      default -> filtered("count(*)", indicator.numerator());
    };
  }

  private static String filtered(String aggregate, String condition) {
    return "%s filter (where %s)".formatted(aggregate, condition);
  }

  private static void read(
      ResultSet rs, List<Indicator> indicators, Map<String, Map<String, Figure>> groups)
      throws SQLException {
    var figures = groups.computeIfAbsent(rs.getString("k"), k -> new LinkedHashMap<>());
    for (int i = 0; i < indicators.size(); i++) {
      var indicator = indicators.get(i);
      figures.put(
          indicator.code(),
          Figure.of(indicator, rs.getBigDecimal("n" + i), rs.getBigDecimal("d" + i)));
    }
  }

  /** Whoever is in one table and not in another has zeros there; all in the order of the list. */
  private static void complete(Map<String, Figure> figures) {
    var all =
        Indicators.ALL.stream()
            .map(i -> figures.getOrDefault(i.code(), Figure.of(i, null, BigDecimal.ZERO)))
            .collect(Collectors.toList());
    figures.clear();
    all.forEach(figure -> figures.put(figure.indicator().code(), figure));
  }
}
