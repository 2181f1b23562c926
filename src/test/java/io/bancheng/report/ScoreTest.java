package io.bancheng.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.config.Assessment;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The points of the yearly assessment, by the weights that the office wrote into its file. */
class ScoreTest {
  @Test
  void the_same_figures_and_weights_give_the_same_points_and_other_weights_others() {
    var figures = figures(Map.of("onTime", "3/4", "satisfaction", "1/2", "yellow", "1"));
    var even = new Assessment(5, Map.of("onTime", 1, "satisfaction", 1), Map.of());
    var mostly = new Assessment(5, Map.of("onTime", 3, "satisfaction", 1), Map.of("yellow", 2));

    assertThat(Score.of(figures, even).orElseThrow().points()).isEqualByComparingTo("62.50");
    assertThat(Score.of(figures, mostly).orElseThrow().points()).isEqualByComparingTo("66.75");
    assertThat(Score.of(figures, mostly)).isEqualTo(Score.of(figures, mostly));
  }

  @Test
  void a_rate_of_which_there_was_nothing_is_left_out_and_nothing_at_all_is_no_score() {
    var weights = new Assessment(5, Map.of("onTime", 9, "satisfaction", 1), Map.of());
    var some = figures(Map.of("onTime", "0/0", "satisfaction", "1/4"));
    var none = figures(Map.of("onTime", "0/0", "satisfaction", "0/0"));

    assertThat(Score.of(some, weights).orElseThrow().points()).isEqualByComparingTo("25.00");
    assertThat(Score.of(none, weights)).isEmpty();
  }

  @Test
  void deductions_never_lead_below_nothing() {
    var weights = new Assessment(5, Map.of("onTime", 1), Map.of("red", 5));
    var figures = figures(Map.of("onTime", "1/10", "red", "3"));

    assertThat(Score.of(figures, weights).orElseThrow().points()).isEqualByComparingTo("0");
  }

  private static Map<String, Figure> figures(Map<String, String> given) {
    return given.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> figure(e.getKey(), e.getValue())));
  }

  private static Figure figure(String code, String parts) {
    var both = parts.split("/");
    var denominator = both.length > 1 ? new BigDecimal(both[1]) : BigDecimal.ZERO;
    return Figure.of(Indicators.find(code).orElseThrow(), new BigDecimal(both[0]), denominator);
  }
}
