package io.bancheng.report;

import io.bancheng.config.Assessment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/**
 * The assessment of one group (综合得分): the weighed mean of its rates as points of 100, less points
 * for cards and the like. The same facts and weights always give the same score.
 */
record Score(BigDecimal points) {
  private static final BigDecimal ALL = BigDecimal.valueOf(100);
  private static final int DIGITS = 2;

  /** Empty where there was nothing to weigh. */
  static Optional<Score> of(Map<String, Figure> figures, Assessment assessment) {
    var reached = BigDecimal.ZERO;
    int weighed = 0;
    for (var weight : assessment.weights().entrySet()) {
      var rate = figures.get(weight.getKey()).value();
      if (rate != null) {
        reached = reached.add(rate.multiply(BigDecimal.valueOf(weight.getValue())));
        weighed += weight.getValue();
      }
    }
    return weighed == 0
        ? Optional.empty()
        : Optional.of(new Score(points(reached, weighed, off(figures, assessment))));
  }

  private static BigDecimal points(BigDecimal reached, int weighed, long off) {
    return reached
        .multiply(ALL)
        .divide(BigDecimal.valueOf(weighed), DIGITS, RoundingMode.HALF_UP)
        .subtract(BigDecimal.valueOf(off))
        .max(BigDecimal.ZERO)
        .setScale(DIGITS, RoundingMode.HALF_UP);
  }

  private static long off(Map<String, Figure> figures, Assessment assessment) {
    return assessment.deductions().entrySet().stream()
        .mapToLong(each -> each.getValue() * figures.get(each.getKey()).numerator())
        .sum();
  }
}
