package io.bancheng.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The picture of the months: where its points lie, and what its axis says. */
class TrendTest {
  private static final Indicator ON_TIME = Indicators.find("onTime").orElseThrow();
  private static final Indicator RECEIVED = Indicators.find("received").orElseThrow();
  private static final Indicator FLOW = Indicators.find("closeRateFlow").orElseThrow();

  @Test
  void a_rate_stands_against_the_whole() {
    var trend = Trend.of(months(ON_TIME, "1/1", "1/2", "0/3"), ON_TIME);
    assertThat(trend.ticks())
        .extracting(Trend.Tick::shown)
        .containsExactly("0%", "20%", "40%", "60%", "80%", "100%");
    assertThat(trend.points())
        .extracting(Trend.Point::y)
        .containsExactly(Trend.TOP, (Trend.TOP + Trend.FOOT) / 2, Trend.FOOT);
    assertThat(trend.points())
        .extracting(Trend.Point::shown)
        .containsExactly("100.0%", "50.0%", "0.0%");
    assertThat(trend.points()).extracting(Trend.Point::x).isSorted().doesNotHaveDuplicates();
    assertThat(trend.points()).allMatch(point -> point.x() > Trend.LEFT && point.x() < Trend.WIDTH);
  }

  @Test
  void a_month_of_which_there_is_nothing_breaks_the_line() {
    var trend = Trend.of(months(ON_TIME, "1/1", "1/1", "0/0", "1/1", "1/1", "0/0", "1/1"), ON_TIME);
    assertThat(trend.points().get(2).y()).isNull();
    assertThat(trend.points().get(2).shown()).isEqualTo("—");
    assertThat(trend.lines()).hasSize(2);
    assertThat(trend.lines().get(0)).matches("\\d+,30 \\d+,30");
  }

  @Test
  void counts_have_an_axis_of_round_numbers_that_reaches_the_largest() {
    assertThat(axis("3", "7")).containsExactly("0", "2", "4", "6", "8");
    assertThat(axis("1", "0")).containsExactly("0", "1");
    assertThat(axis("0", "0")).containsExactly("0", "1");
    assertThat(axis("41235", "9"))
        .containsExactly("0", "10000", "20000", "30000", "40000", "50000");
    assertThat(axis("1823", "9")).containsExactly("0", "500", "1000", "1500", "2000");
  }

  @Test
  void what_can_exceed_the_whole_has_an_axis_that_goes_on() {
    var trend = Trend.of(months(FLOW, "3/2", "1/2"), FLOW);
    assertThat(trend.ticks())
        .extracting(Trend.Tick::shown)
        .containsExactly("0%", "50%", "100%", "150%");
    assertThat(trend.points().get(0).y()).isEqualTo(Trend.TOP);
  }

  private static List<String> axis(String... counts) {
    return Trend.of(months(RECEIVED, counts), RECEIVED).ticks().stream()
        .map(Trend.Tick::shown)
        .toList();
  }

  private static List<GroupLine> months(Indicator indicator, String... figures) {
    return IntStream.range(0, figures.length)
        .mapToObj(i -> month("2026-%02d".formatted(i + 1), indicator, figures[i].split("/")))
        .toList();
  }

  private static GroupLine month(String name, Indicator indicator, String... parts) {
    var denominator = parts.length > 1 ? new BigDecimal(parts[1]) : BigDecimal.ZERO;
    var figure = Figure.of(indicator, new BigDecimal(parts[0]), denominator);
    var group =
        new Group(name, Map.of(indicator.code(), figure), Optional.empty(), Optional.empty());
    return new GroupLine(name, "", group);
  }
}
