package io.bancheng.console;

import io.bancheng.canonical.FlowWatch.Place;
import io.bancheng.canonical.FlowWatch.Traffic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Channels on the left, the steps in the middle, departments on the right; what is busiest is
 * drawn, the rest stands together in one box.
 *
 * @param height of the picture; it is {@link #WIDTH} wide
 */
record FlowPicture(List<Box> boxes, List<Line> lines, int height) {
  static final int WIDTH = 960;
  static final int MOST = 7;

  private static final int BOX = 250;
  private static final int TALL = 52;
  private static final int STEP = 70;
  private static final int TOP = 34;
  private static final List<String> STEPS =
      List.of("inbound", "accept", "classify", "assign", "close", "feedback", "supervise");
  private static final Comparator<Sum> BUSIEST =
      Comparator.comparingDouble(Sum::failedPerMinute)
          .thenComparingInt(Sum::inFlight)
          .thenComparingDouble(Sum::perMinute)
          .reversed()
          .thenComparing(Sum::name);

  /**
   * What passes a channel, a step or a department in all its routes.
   *
   * @param others how many channels or departments it stands for, 0 if for the one it names
   */
  record Sum(String name, int others, double perMinute, int inFlight, double failedPerMinute) {
    static final Sum NONE = new Sum("", 0, 0, 0, 0);

    Sum plus(String as, double rate, int underWay, double failed) {
      return new Sum(as, 0, perMinute + rate, inFlight + underWay, failedPerMinute + failed);
    }

    Sum standingFor(int many) {
      return new Sum("", many, perMinute, inFlight, failedPerMinute);
    }
  }

  /** A box and its upper left corner. */
  record Box(Place place, Sum sum, int x, int y) {
    /** Whether something went wrong, moved or rested in the last minute. */
    public String light() {
      boolean moves = sum.perMinute() > 0 || sum.inFlight() > 0;
      return sum.failedPerMinute() > 0 ? "RED" : moves ? "GREEN" : "GREY";
    }

    private int middle() {
      return y + TALL / 2;
    }
  }

  /** An arrow from box to box. */
  record Line(int x1, int y1, int x2, int y2, boolean moves) {}

  /**
   * Draws.
   *
   * @param name what people call what a route connects
   */
  static FlowPicture of(List<Traffic> routes, Function<Traffic, String> name) {
    var channels = column(Place.CHANNEL, busiest(sums(routes, Place.CHANNEL, name)), 0);
    var steps = column(Place.STEP, steps(sums(routes, Place.STEP, name)), (WIDTH - BOX) / 2);
    var departments =
        column(Place.DEPARTMENT, busiest(sums(routes, Place.DEPARTMENT, name)), WIDTH - BOX);
    var boxes = new ArrayList<>(channels);
    boxes.addAll(steps);
    boxes.addAll(departments);
    int rows = Math.max(steps.size(), Math.max(channels.size(), departments.size()));
    return new FlowPicture(boxes, lines(channels, steps, departments), TOP + rows * STEP);
  }

  private static Map<String, Sum> sums(
      List<Traffic> routes, Place place, Function<Traffic, String> name) {
    var sums = new LinkedHashMap<String, Sum>();
    for (Traffic route : routes) {
      if (route.place() == place) {
        String called = name.apply(route);
        var sum = sums.getOrDefault(called, Sum.NONE);
        sums.put(
            called, sum.plus(called, route.perMinute(), route.inFlight(), route.failedPerMinute()));
      }
    }
    return sums;
  }

  private static List<Sum> steps(Map<String, Sum> sums) {
    return STEPS.stream().filter(sums::containsKey).map(sums::get).toList();
  }

  private static List<Sum> busiest(Map<String, Sum> sums) {
    var all = sums.values().stream().sorted(BUSIEST).toList();
    if (all.size() <= MOST) {
      return all;
    }
    var shown = new ArrayList<>(all.subList(0, MOST - 1));
    var rest = Sum.NONE;
    for (Sum sum : all.subList(MOST - 1, all.size())) {
      rest = rest.plus("", sum.perMinute(), sum.inFlight(), sum.failedPerMinute());
    }
    shown.add(rest.standingFor(all.size() - MOST + 1));
    return shown;
  }

  private static List<Box> column(Place place, List<Sum> sums, int x) {
    return IntStream.range(0, sums.size())
        .mapToObj(i -> new Box(place, sums.get(i), x, TOP + i * STEP))
        .toList();
  }

  /** In at the first step, down the steps, out to departments where cases are handed over. */
  private static List<Line> lines(List<Box> channels, List<Box> steps, List<Box> departments) {
    var lines = new ArrayList<Line>();
    if (steps.isEmpty()) {
      return lines;
    }
    for (Box from : channels) {
      lines.add(across(from, steps.get(0), from));
    }
    for (int i = 1; i < steps.size(); i++) {
      var to = steps.get(i);
      int x = to.x() + BOX / 2;
      lines.add(new Line(x, to.y() - STEP + TALL, x, to.y(), !to.light().equals("GREY")));
    }
    var assign =
        steps.stream()
            .filter(s -> s.sum().name().equals("assign"))
            .findFirst()
            .orElse(steps.get(0));
    for (Box to : departments) {
      lines.add(across(assign, to, to));
    }
    return lines;
  }

  private static Line across(Box from, Box to, Box moving) {
    return new Line(
        from.x() + BOX, from.middle(), to.x(), to.middle(), !moving.light().equals("GREY"));
  }
}
