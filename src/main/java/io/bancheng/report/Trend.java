package io.bancheng.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A figure month by month as a picture with axes (月度趋势), in units of {@link #WIDTH} × {@link
 * #HEIGHT}. A month in which there was nothing to count has no point, and the line is broken there.
 *
 * @param points one for each month, from left to right
 * @param ticks the marks of the upright axis, from the foot up
 * @param lines what joins neighbouring points, as SVG reads it
 */
record Trend(List<Point> points, List<Tick> ticks, List<String> lines) {
  static final int WIDTH = 960;
  static final int HEIGHT = 300;
  static final int LEFT = 64;
  static final int TOP = 30;
  static final int FOOT = 260;

  private static final int RIGHT = 944;
  private static final int MOST_TICKS = 5;
  private static final List<Integer> STEPS = List.of(1, 2, 5, 10);

  /**
   * A month.
   *
   * @param y null where there is nothing to show
   */
  record Point(String month, String shown, int x, Integer y) {}

  /** A mark of the upright axis. */
  record Tick(String shown, int y) {}

  /** The months of these groups; rates stand against the whole, the rest against a round number. */
  static Trend of(List<GroupLine> months, Indicator indicator) {
    var figures = months.stream().map(m -> m.group().figures().get(indicator.code())).toList();
    var most =
        figures.stream()
            .map(Figure::value)
            .filter(Objects::nonNull)
            .reduce(BigDecimal.ZERO, BigDecimal::max);
    boolean percent = indicator.rate() || indicator.kind() == Indicator.Kind.FLOW;
    var step = step(indicator.rate() ? BigDecimal.ONE : most, percent);
    int count = most(indicator.rate() ? BigDecimal.ONE : most, step);
    var top = step.multiply(BigDecimal.valueOf(count));
    var points =
        IntStream.range(0, months.size())
            .mapToObj(i -> point(months.get(i).name(), figures.get(i), x(i, months.size()), top))
            .toList();
    var ticks =
        IntStream.rangeClosed(0, count)
            .mapToObj(i -> tick(step.multiply(BigDecimal.valueOf(i)), top, percent))
            .toList();
    return new Trend(points, ticks, lines(points));
  }

  private static Point point(String month, Figure figure, int x, BigDecimal top) {
    return new Point(
        month, figure.shown(), x, figure.value() == null ? null : y(figure.value(), top));
  }

  private static Tick tick(BigDecimal value, BigDecimal top, boolean percent) {
    String shown =
        percent
            ? String.format(Locale.ROOT, "%.0f%%", value.movePointRight(2))
            : value.stripTrailingZeros().toPlainString();
    return new Tick(shown, y(value, top));
  }

  /** 1, 2 or 5 times a power of ten, so that few marks are enough; a fifth for what is a rate. */
  private static BigDecimal step(BigDecimal most, boolean percent) {
    if (percent && most.compareTo(BigDecimal.ONE) <= 0) {
      return new BigDecimal("0.2");
    }
    var wanted =
        most.max(BigDecimal.ONE).divide(BigDecimal.valueOf(MOST_TICKS), MathContext.DECIMAL64);
    var power = BigDecimal.ONE.scaleByPowerOfTen(wanted.precision() - wanted.scale() - 1);
    var step =
        STEPS.stream()
            .map(n -> power.multiply(BigDecimal.valueOf(n)))
            .filter(s -> s.compareTo(wanted) >= 0)
            .findFirst()
            .orElseThrow();
    return percent ? step : step.max(BigDecimal.ONE);
  }

  private static int most(BigDecimal most, BigDecimal step) {
    return Math.max(1, most.divide(step, 0, RoundingMode.CEILING).intValueExact());
  }

  private static int x(int nth, int of) {
    return LEFT + (RIGHT - LEFT) * (2 * nth + 1) / (2 * of);
  }

  private static int y(BigDecimal value, BigDecimal top) {
    return FOOT
        - value
            .multiply(BigDecimal.valueOf(FOOT - TOP))
            .divide(top, 0, RoundingMode.HALF_UP)
            .intValueExact();
  }

  private static List<String> lines(List<Point> points) {
    var runs = new ArrayList<List<Point>>();
    for (Point point : points) {
      if (runs.isEmpty() || point.y() == null) {
        runs.add(new ArrayList<>());
      }
      if (point.y() != null) {
        runs.get(runs.size() - 1).add(point);
      }
    }
    return runs.stream().filter(run -> run.size() > 1).map(Trend::line).toList();
  }

  private static String line(List<Point> run) {
    return run.stream().map(p -> p.x() + "," + p.y()).collect(Collectors.joining(" "));
  }
}
