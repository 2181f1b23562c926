package io.bancheng.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * One indicator for one group: its numerator and denominator, and what they give.
 *
 * @param denominator null for a count
 * @param value a rate as a part of 1, hours, or the count itself; null where nothing was counted
 */
record Figure(Indicator indicator, long numerator, Long denominator, BigDecimal value) {
  private static final int DIGITS = 4;
  private static final long HOUR = 3600;

  /** {@code first} and {@code second} are the two columns of the query. */
  static Figure of(Indicator indicator, BigDecimal first, BigDecimal second) {
    long amount = first == null ? 0 : first.longValue();
    return switch (indicator.kind()) {
      case COUNT -> new Figure(indicator, amount, null, BigDecimal.valueOf(amount));
      case MEAN_HOURS ->
          new Figure(
              indicator,
              amount / HOUR,
              second.longValue(),
              over(first, second.multiply(BigDecimal.valueOf(HOUR)), 1));
      case P90_HOURS ->
          new Figure(
              indicator,
              second.longValue(),
              second.longValue(),
              over(first, first == null ? BigDecimal.ZERO : BigDecimal.valueOf(HOUR), 1));
      default -> new Figure(indicator, amount, second.longValue(), over(first, second, DIGITS));
    };
  }

  private static BigDecimal over(BigDecimal some, BigDecimal all, int digits) {
    return some == null || all.signum() == 0
        ? null
        : some.divide(all, digits, RoundingMode.HALF_UP);
  }

  /** As people read it; a rate of nothing is a dash. */
  public String shown() {
    if (value == null) {
      return "—";
    }
    return switch (indicator.kind()) {
      case COUNT -> String.valueOf(numerator);
      case MEAN_HOURS, P90_HOURS -> String.format(Locale.ROOT, "%.1f", value);
      default -> String.format(Locale.ROOT, "%.1f%%", value.movePointRight(2));
    };
  }
}
